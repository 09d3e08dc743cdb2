package dev.redkeep.core.client;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.observe.OperationCounters;
import dev.redkeep.core.observe.OperationEvent;
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
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** The door: guard, deadline, timing, translation and events are here and nowhere else. */
final class JedisRedis implements Redis {
    private final Transport transport;
    private final RedisListener listener;
    private final OperationCounters counters;
    private final Duration deadline;
    private final Features features;
    private final boolean owner;

    private JedisRedis(
            Transport transport,
            RedisListener listener,
            OperationCounters counters,
            Duration deadline,
            Features features,
            boolean owner) {
        this.transport = transport;
        this.listener = listener;
        this.counters = counters;
        this.deadline = deadline;
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
        boolean owner = server != null;
        Features features = server == null ? Features.defaults() : server.features();
        try {
            return new JedisRedis(
                    transport.get(), listener.guarded(), new OperationCounters(), deadline, features, owner);
        } catch (RuntimeException thrown) {
            throw Translation.connecting(server).of(thrown);
        }
    }

    @Override
    public <R> Optional<R> execute(String operation, Key key, Function<CommandObjects, CommandObject<R>> command) {
        CommandObject<R> built = command.apply(transport.commands());
        SchemaGuard.check(key, built.getArguments());
        return Optional.ofNullable(
                timed(operation, key.pattern().template(), until -> transport.execute(built, until)));
    }

    @Override
    public <R> CompletionStage<Optional<R>> executeAsync(
            String operation, Key key, Function<CommandObjects, CommandObject<R>> command) {
        CommandObject<R> built = command.apply(transport.commands());
        SchemaGuard.check(key, built.getArguments());
        Translation what = new Translation(operation, key.pattern().template());
        long start = System.nanoTime();
        return sent(built, start + deadline.toNanos()).handle((reply, thrown) -> {
            Optional<RuntimeException> failure = Optional.ofNullable(thrown).map(what::ofAsynchronous);
            tell(what, start, failure);
            failure.ifPresent(told -> {
                throw told;
            });
            return Optional.ofNullable(reply);
        });
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
        return timed(
                new Translation(operation, keys.get(0).pattern().template()),
                until -> translated(operation, keys, transport.executeAll(built, until)),
                JedisRedis::firstFailure);
    }

    private static <R> List<Outcome<R>> translated(String operation, List<Key> keys, List<Outcome<R>> outcomes) {
        List<Outcome<R>> translated = new ArrayList<>(outcomes.size());
        for (int i = 0; i < keys.size(); i++) {
            Translation translation =
                    new Translation(operation, keys.get(i).pattern().template());
            translated.add(outcomes.get(i).mapFailure(translation::of));
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
        String pattern =
                call.keys().isEmpty() ? null : call.keys().get(0).pattern().template();
        return timed(
                Translation.running(script.name(), pattern),
                until -> script.map(evaluate(script, keys, args, until)),
                result -> Optional.empty());
    }

    private @Nullable Object evaluate(Script<?> script, List<byte[]> keys, List<byte[]> args, long until) {
        CommandObjects commands = transport.commands();
        try {
            return transport.execute(commands.evalsha(script.sha(), keys, args), until);
        } catch (JedisNoScriptException unknown) {
            counters.loadedScript();
            return transport.execute(commands.eval(script.source(), keys, args), until);
        }
    }

    private <R> R timed(String operation, @Nullable String pattern, LongFunction<R> work) {
        return timed(new Translation(operation, pattern), work, result -> Optional.empty());
    }

    private <R> R timed(Translation what, LongFunction<R> work, Function<R, Optional<RuntimeException>> failureIn) {
        long start = System.nanoTime();
        R result;
        try {
            result = work.apply(start + deadline.toNanos());
        } catch (RuntimeException thrown) {
            RuntimeException failure = what.of(thrown);
            tell(what, start, Optional.of(failure));
            throw failure;
        }
        tell(what, start, failureIn.apply(result));
        return result;
    }

    private void tell(Translation what, long start, Optional<RuntimeException> failure) {
        failure.ifPresentOrElse(
                thrown -> counters.failed(thrown instanceof RedisTimeoutException), counters::succeeded);
        if (listener != RedisListener.NO_OP) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            listener.onOperation(
                    new OperationEvent(what.operation(), Optional.ofNullable(what.pattern()), elapsed, failure));
        }
    }

    @Override
    public Redis within(Duration other) {
        return new JedisRedis(transport, listener, counters, Bounds.duration("deadline", other), features, false);
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
            timed(
                    "health",
                    null,
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
        return counters.snapshot();
    }

    @Override
    public void close() {
        if (owner) {
            transport.close();
        }
    }
}
