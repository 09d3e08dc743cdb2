package dev.redkeep.core.client;

import static dev.redkeep.core.key.Segment.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.testing.RedisServer;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** The patterns and short cuts that the tests of the client share. */
final class Fixture {
    /** Stands in every key and value, and must never come out again. */
    static final String MARKER = "m4rk3r";

    /** What the tests run on that mind no other; the build runs them on both. */
    static final ConnectionMode MODE =
            ConnectionMode.valueOf(System.getProperty("redkeep.test.mode", ConnectionMode.SHARED.name()));

    /** Nobody waits that long but for what never comes. */
    static final Duration GENEROUS = Duration.ofMinutes(2);

    /** For calls that are to succeed, however slow the machine is. */
    static final Timeouts PATIENT = new Timeouts(GENEROUS, GENEROUS, GENEROUS, GENEROUS);

    static final KeyPattern1<String> TEXT = KeyPattern.of("text:{name}", text())
            .string()
            .fixed(Duration.ofHours(1))
            .owner("test");
    static final KeyPattern1<String> HASH = KeyPattern.of("hash:{name}", text())
            .hash()
            .fixed(Duration.ofHours(1))
            .owner("test");
    static final KeyPattern2<String, String> TAGGED = KeyPattern.of("pair:{owner}:{name}", text().hashTag(), text())
            .string()
            .fixed(Duration.ofHours(1))
            .owner("test")
            .in(KeyLayout.HARDENED);
    static final Key KEY = TEXT.key(MARKER);

    private Fixture() {}

    static RedisOptions options(RedisServer server) {
        return patient(RedisOptions.of(server.uri()).toBuilder()).build();
    }

    static RedisOptionsBuilder patient(RedisOptionsBuilder options) {
        return options.connectionMode(MODE)
                .timeouts(PATIENT)
                .pool(PoolOptions.builder().maxWait(GENEROUS).build());
    }

    /** For a server that does not answer: so patient a call is until it was sent, and no longer. */
    static RedisOptions impatient(RedisServer server) {
        return options(server).toBuilder()
                .timeouts(PATIENT.withRead(Duration.ofSeconds(1)))
                .pool(PoolOptions.builder().minIdle(0).maxWait(GENEROUS).build())
                .build();
    }

    static boolean pooled() {
        return MODE == ConnectionMode.POOLED;
    }

    static Endpoint endpoint(RedisServer server) {
        return new Endpoint(server.host(), server.port());
    }

    /** Whatever the mode: for what is said of the pool. */
    static RedisOptions pool(RedisOptions options, int connections) {
        return options.toBuilder()
                .connectionMode(ConnectionMode.POOLED)
                .pool(PoolOptions.builder()
                        .maxConnections(connections)
                        .minIdle(0)
                        .maxWait(GENEROUS)
                        .build())
                .build();
    }

    static Optional<String> get(Redis redis, Key key) {
        return redis.execute("test.get", key, commands -> commands.get(key.bytes()))
                .map(value -> new String(value, UTF_8));
    }

    static void set(Redis redis, Key key, String value) {
        redis.execute("test.set", key, commands -> commands.set(key.bytes(), value.getBytes(UTF_8)));
    }

    static <R> Script<R> script(String name, String source, ReplyMapping<R> reply) {
        return Script.read(name, new ByteArrayInputStream(source.getBytes(UTF_8)), reply);
    }

    /** Beside the client under test: sends a command on a connection of its own. */
    static @Nullable Object raw(RedisServer server, String command, String... args) {
        try (Jedis jedis = new Jedis(server.uri(), (int) GENEROUS.toMillis())) {
            return jedis.sendCommand(() -> command.getBytes(UTF_8), args);
        }
    }

    /** The pool's figures, without the ping of {@link Redis#health()}. */
    static PoolFigures figures(Redis redis) {
        return ((JedisRedis) redis).pool().orElseThrow();
    }

    static String info(RedisServer server, String section) {
        return new String((byte[]) requireNonNull(raw(server, "INFO", section)), UTF_8);
    }
}
