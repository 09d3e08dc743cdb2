package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The environment variables, read. Each refusal begins with the variable's name and repeats no value. */
final class RedisEnvironment {
    private final Map<String, String> variables;

    RedisEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    RedisOptions options() {
        RedisUri address = read("REDIS_ADDR", RedisEnvironment::address, new RedisUri(RedisOptions.defaults(), false));
        RedisOptions server = address.options();
        Credentials credentials =
                read("REDIS_PASSWORD", text -> withPassword(server.credentials(), text), server.credentials());
        return read("REDIS_DB", text -> withDatabase(address, text), server).toBuilder()
                .credentials(credentials)
                .timeouts(timeouts())
                .pool(read("REDIS_POOL_SIZE", RedisEnvironment::pool, PoolOptions.defaults()))
                .features(features())
                .build();
    }

    private static RedisUri address(String text) {
        if (text.contains("://")) {
            return RedisUri.parse(text);
        }
        if (text.indexOf(',') >= 0 || text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("several hosts, or credentials, must be given as a redis:// URI");
        }
        RedisTopology server = new RedisTopology.Standalone(Endpoint.parse(text));
        return new RedisUri(RedisOptions.builder().topology(server).build(), false);
    }

    private static Credentials withPassword(Credentials inAddress, String password) {
        String other = inAddress.password().orElse("");
        if (!other.isEmpty() && !other.equals(password)) {
            throw new IllegalArgumentException("REDIS_ADDR has another password; keep one of the two");
        }
        return inAddress
                .user()
                .map(user -> Credentials.user(user, password))
                .orElseGet(() -> Credentials.password(password));
    }

    private static RedisOptions withDatabase(RedisUri address, String text) {
        int database = Bounds.decimal("database", text, 0, Integer.MAX_VALUE);
        if (address.namesDatabase() && database != address.options().database()) {
            throw new IllegalArgumentException("REDIS_ADDR has another database; keep one of the two");
        }
        return address.options().toBuilder().database(database).build();
    }

    private static PoolOptions pool(String text) {
        int size = Bounds.decimal("the pool size", text, 1, Integer.MAX_VALUE);
        return PoolOptions.builder().maxConnections(size).build();
    }

    /** A limit that was raised must not be cut off by a deadline that was left alone. */
    private Timeouts timeouts() {
        Timeouts defaults = Timeouts.defaults();
        Timeouts given = defaults.withConnect(
                        read("REDIS_DIAL_TIMEOUT", RedisEnvironment::duration, defaults.connect()))
                .withRead(read("REDIS_READ_TIMEOUT", RedisEnvironment::duration, defaults.read()))
                .withWrite(read("REDIS_WRITE_TIMEOUT", RedisEnvironment::duration, defaults.write()));
        Duration longest = Stream.of(defaults.operation(), given.connect(), given.read(), given.write())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return given.withOperation(read("REDIS_OPERATION_TIMEOUT", RedisEnvironment::duration, longest));
    }

    private static Duration duration(String text) {
        return Bounds.duration("the time-out", GoDuration.parse(text));
    }

    private Features features() {
        Features defaults = Features.defaults();
        return new Features(
                read("REDIS_SESSIONS_ENABLED", RedisEnvironment::flag, defaults.sessions()),
                read("REDIS_CACHE_ENABLED", RedisEnvironment::flag, defaults.cache()),
                read("REDIS_RATELIMIT_ENABLED", RedisEnvironment::flag, defaults.rateLimit()));
    }

    /** The values that Go's {@code strconv.ParseBool} takes. */
    private static boolean flag(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> false;
            default ->
                throw new IllegalArgumentException(
                        "a flag must be true or false (or 1, t, T, TRUE, True, 0, f," + " F, FALSE, False)");
        };
    }

    private <T> T read(String name, Function<String, T> reader, T absent) {
        @Nullable String text = variables.get(name);
        if (text == null || text.isEmpty()) {
            return absent;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
