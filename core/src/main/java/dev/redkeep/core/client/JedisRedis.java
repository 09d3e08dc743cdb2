package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

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
        requireNonNull(options, "options");
        return open(
                () -> new Connector(options).open(),
                listener,
                options.timeouts().operation(),
                options);
    }

    static Redis wrap(UnifiedJedis jedis, RedisListener listener) {
        requireNonNull(jedis, "jedis");
        return open(
                () -> new WrappedTransport(jedis), listener, Timeouts.defaults().operation(), null);
    }

    private static Redis open(
            Supplier<Transport> transport, RedisListener listener, Duration deadline, @Nullable RedisOptions server) {
        requireNonNull(listener, "listener");
        Features features = server == null ? Features.defaults() : server.features();
        try {
            return new JedisRedis(transport.get(), new Observation(listener, deadline), features, true);
        } catch (RuntimeException thrown) {
            throw Translation.connecting(server).of(thrown);
        }
    }

    @Override
    public <R> Optional<R> execute(String operation, Key key, Function<CommandObjects, CommandObject<R>> command) {
        CommandObject<R> built = built(operation, key, command);
        return Optional.ofNullable(observation.timed(
                Translation.sending(operation, key, built.getArguments()), until -> transport.execute(built, until)));
    }

    @Override
    public <R> CompletionStage<Optional<R>> executeAsync(
            String operation, Key key, Function<CommandObjects, CommandObject<R>> command) {
        CommandObject<R> built = built(operation, key, command);
        return observation.timedAsync(
                Translation.sending(operation, key, built.getArguments()),
                until -> sent(built, until).thenApply(Optional::ofNullable));
    }

    /** What is missing is named, and what contradicts the schema is refused. */
    private <R> CommandObject<R> built(String operation, Key key, Function<CommandObjects, CommandObject<R>> command) {
        named(operation);
        requireNonNull(key, "key");
        requireNonNull(command, "command");
        CommandObject<R> built = requireNonNull(command.apply(transport.commands()), "command");
        SchemaGuard.check(key, built.getArguments());
        return built;
    }

    private static void named(String operation) {
        if (requireNonNull(operation, "operation").isBlank()) {
            throw new IllegalArgumentException("operation must not be blank: name what is done, such as author.read");
        }
    }

    private <R> CompletableFuture<R> sent(CommandObject<R> command, long until) {
        try {
            return transport.executeAsync(command, until);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public List<@Nullable Object> transact(
            String operation, Key key, Function<CommandObjects, List<CommandObject<?>>> commands) {
        named(operation);
        requireNonNull(key, "key");
        List<CommandObject<?>> built =
                List.copyOf(requireNonNull(commands, "commands").apply(transport.commands()));
        built.forEach(command -> SchemaGuard.check(key, command.getArguments()));
        if (built.isEmpty()) {
            return List.of();
        }
        CommandObject<List<@Nullable Object>> transaction = Transaction.of(key, built);
        return observation.timed(
                Translation.sending(operation, key, transaction.getArguments()),
                until -> transport.execute(transaction, until));
    }

    @Override
    public <R> List<Outcome<R>> executeAll(
            String operation, List<Key> keys, BiFunction<CommandObjects, Key, CommandObject<R>> command) {
        requireNonNull(command, "command");
        if (requireNonNull(keys, "keys").isEmpty()) {
            return List.of();
        }
        List<CommandObject<R>> built = new ArrayList<>(keys.size());
        for (Key key : keys) {
            built.add(built(operation, key, commands -> command.apply(commands, key)));
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
            Translation sent =
                    Translation.sending(operation, keys.get(i), built.get(i).getArguments());
            translated.add(outcomes.get(i).mapFailure(sent::of));
        }
        return translated;
    }

    @Override
    public List<Outcome<byte[]>> readAll(String operation, List<Key> keys) {
        named(operation);
        requireNonNull(keys, "keys").forEach(key -> SchemaGuard.checkString(requireNonNull(key, "key")));
        if (keys.size() < 2) {
            return executeAll(operation, keys, (commands, key) -> commands.get(key.bytes()));
        }
        return observation.timed(
                ManyReads.sending(operation, keys.get(0)),
                until -> ManyReads.of(transport, operation, keys, until),
                JedisRedis::firstFailure);
    }

    private static <R> Optional<RuntimeException> firstFailure(List<Outcome<R>> outcomes) {
        for (Outcome<R> outcome : outcomes) { // no stream: this is done for each of many that went well
            if (outcome.failure().isPresent()) {
                return outcome.failure();
            }
        }
        return Optional.empty();
    }

    @Override
    public <R> R run(ScriptCall<R> call) {
        Script<R> script = requireNonNull(call, "call").script();
        Evaluation by = new Evaluation(call, transport.commands());
        return observation.timed(what(call), until -> script.map(evaluate(by, until)));
    }

    private @Nullable Object evaluate(Evaluation by, long until) {
        try {
            return transport.execute(by.digest(), until);
        } catch (JedisNoScriptException unknown) {
            observation.counters().loadedScript();
            return transport.execute(by.source(), until);
        }
    }

    @Override
    public <R> CompletionStage<R> runAsync(ScriptCall<R> call) {
        Script<R> script = requireNonNull(call, "call").script();
        Evaluation by = new Evaluation(call, transport.commands());
        return observation.timedAsync(
                what(call), until -> evaluateAsync(by, until).thenApply(script::map));
    }

    private CompletableFuture<Object> evaluateAsync(Evaluation by, long until) {
        return sent(by.digest(), until).exceptionallyCompose(thrown -> {
            if (!(Translation.unwrapped(thrown) instanceof JedisNoScriptException)) {
                return CompletableFuture.failedFuture(thrown);
            }
            observation.counters().loadedScript();
            return sent(by.source(), until);
        });
    }

    private static Translation what(ScriptCall<?> call) {
        String pattern =
                call.keys().isEmpty() ? null : call.keys().get(0).pattern().template();
        return Translation.running(call.script().name(), pattern);
    }

    @Override
    public KeyFeed follow(KeyFeedOptions feed, KeyFeedListener listener) {
        requireNonNull(feed, "options");
        requireNonNull(listener, "listener");
        return observation.timed(new Translation("follow", null), until -> transport.follow(feed, listener, until));
    }

    @Override
    public MessageFeed listen(Duration heartbeat, MessageListener listener) {
        requireNonNull(listener, "listener");
        Bounds.heartbeat(heartbeat);
        MessageHub hub =
                observation.timed(new Translation("listen", null), until -> transport.listen(heartbeat, listener));
        return new ObservedMessages(hub, observation);
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
                            Again.of(true)
                                    .covers(new CommandObject<>(
                                            new CommandArguments(Command.PING), BuilderFactory.STRING)),
                            until));
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
