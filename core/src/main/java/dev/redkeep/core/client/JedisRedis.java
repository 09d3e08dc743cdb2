package dev.redkeep.core.client;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.observe.RedisListener;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** The door: the schema guard is here and nowhere else, and whatever passes is observed. */
final class JedisRedis implements Redis {
    private final Transport transport;
    private final Observation observation;
    private final Features features;
    private final boolean owner;

    private JedisRedis(Transport transport, Observation observation, Features features, boolean owner) {
        this.transport = transport;
        this.observation = observation;
        this.features = features;
        this.owner = owner;
    }

    static Redis connect(RedisOptions options, RedisListener listener) {
        return open(
                () -> new Connector(options).open(),
                listener,
                options.timeouts().operation(),
                options);
    }

    static Redis wrap(UnifiedJedis jedis, RedisListener listener) {
        return open(
                () -> new WrappedTransport(jedis), listener, Timeouts.defaults().operation(), null);
    }

    private static Redis open(
            Supplier<Transport> transport, RedisListener listener, Duration deadline, @Nullable RedisOptions server) {
        Features features = server == null ? Features.defaults() : server.features();
        try {
            return new JedisRedis(transport.get(), new Observation(listener, deadline), features, true);
        } catch (RuntimeException thrown) {
            throw Translation.connecting(server).of(thrown);
        }
    }

    @Override
    public <R> Optional<R> execute(String operation, Key key, Function<CommandObjects, CommandObject<R>> command) {
        CommandObject<R> built = command.apply(transport.commands());
        SchemaGuard.check(key, built.getArguments());
        return Optional.ofNullable(observation.timed(
                Translation.sending(operation, key, built.getArguments()), until -> transport.execute(built, until)));
    }

    @Override
    public <R> CompletionStage<Optional<R>> executeAsync(
            String operation, Key key, Function<CommandObjects, CommandObject<R>> command) {
        CommandObject<R> built = command.apply(transport.commands());
        SchemaGuard.check(key, built.getArguments());
        return observation.timedAsync(
                Translation.sending(operation, key, built.getArguments()),
                until -> sent(built, until).thenApply(Optional::ofNullable));
    }

    private <R> CompletableFuture<R> sent(CommandObject<R> command, long until) {
        try {
            return transport.executeAsync(command, until);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public <R> List<Outcome<R>> executeAll(
            String operation, List<Key> keys, BiFunction<CommandObjects, Key, CommandObject<R>> command) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<CommandObject<R>> built = new ArrayList<>(keys.size());
        for (Key key : keys) {
            CommandObject<R> one = command.apply(transport.commands(), key);
            SchemaGuard.check(key, one.getArguments());
            built.add(one);
        }
        return observation.timed(
                Translation.sending(operation, keys.get(0), built.get(0).getArguments()),
                until -> translated(operation, keys, built, transport.executeAll(built, until)),
                JedisRedis::firstFailure);
    }

    private static <R> List<Outcome<R>> translated(
            String operation, List<Key> keys, List<CommandObject<R>> built, List<Outcome<R>> outcomes) {
        List<Outcome<R>> translated = new ArrayList<>(outcomes.size());
        for (int i = 0; i < keys.size(); i++) {
            Translation sent = Translation.sending(operation, keys.get(i), built.get(i).getArguments());
            translated.add(outcomes.get(i).mapFailure(sent::of));
        }
        return translated;
    }

    private static <R> Optional<RuntimeException> firstFailure(List<Outcome<R>> outcomes) {
        return outcomes.stream().flatMap(outcome -> outcome.failure().stream()).findFirst();
    }

    @Override
    public <R> R run(ScriptCall<R> call) {
        Script<R> script = call.script();
        List<byte[]> keys = call.keyBytes();
        List<byte[]> args = call.argBytes();
        return observation.timed(what(call), until -> script.map(evaluate(script, keys, args, until)));
    }

    private @Nullable Object evaluate(Script<?> script, List<byte[]> keys, List<byte[]> args, long until) {
        CommandObjects commands = transport.commands();
        try {
            return transport.execute(commands.evalsha(script.sha(), keys, args), until);
        } catch (JedisNoScriptException unknown) {
            observation.counters().loadedScript();
            return transport.execute(commands.eval(script.source(), keys, args), until);
        }
    }

    @Override
    public <R> CompletionStage<R> runAsync(ScriptCall<R> call) {
        Script<R> script = call.script();
        List<byte[]> keys = call.keyBytes();
        List<byte[]> args = call.argBytes();
        return observation.timedAsync(
                what(call), until -> evaluateAsync(script, keys, args, until).thenApply(script::map));
    }

    private CompletableFuture<Object> evaluateAsync(
            Script<?> script, List<byte[]> keys, List<byte[]> args, long until) {
        CommandObjects commands = transport.commands();
        return sent(commands.evalsha(script.sha(), keys, args), until).exceptionallyCompose(thrown -> {
            if (!(Translation.unwrapped(thrown) instanceof JedisNoScriptException)) {
                return CompletableFuture.failedFuture(thrown);
            }
            observation.counters().loadedScript();
            return sent(commands.eval(script.source(), keys, args), until);
        });
    }

    private static Translation what(ScriptCall<?> call) {
        String pattern =
                call.keys().isEmpty() ? null : call.keys().get(0).pattern().template();
        return Translation.running(call.script().name(), pattern);
    }

    @Override
    public Redis within(Duration other) {
        return new JedisRedis(transport, observation.within(Bounds.duration("deadline", other)), features, false);
    }

    @Override
    public Features features() {
        return features;
    }

    @Override
    public boolean cluster() {
        return transport.cluster();
    }

    @Override
    public RedisHealth health() {
        long start = System.nanoTime();
        Optional<String> problem = Optional.empty();
        try {
            observation.timed(
                    new Translation("health", null),
                    until -> transport.execute(
                            new CommandObject<>(new CommandArguments(Command.PING), BuilderFactory.STRING), until));
        } catch (RuntimeException down) {
            problem = Optional.of(String.valueOf(down.getMessage()));
        }
        return RedisHealth.of(Duration.ofNanos(System.nanoTime() - start), pool(), problem);
    }

    Optional<PoolFigures> pool() {
        return transport.pool();
    }

    @Override
    public RedisStats stats() {
        return observation.counters().snapshot();
    }

    @Override
    public void close() {
        if (owner) {
            transport.close();
        }
    }
}
