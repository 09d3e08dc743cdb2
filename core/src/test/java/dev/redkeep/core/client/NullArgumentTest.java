package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Callers that no checker of nulls has seen are told which argument it was, at the door. */
@RedisTest
@SuppressWarnings("NullAway")
class NullArgumentTest {
    private static void named(String argument, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(argument);
    }

    @Test
    void of_a_call_it_is_named(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            long before = redis.stats().operations();
            named("operation", () -> redis.execute(null, KEY, commands -> commands.get(KEY.bytes())));
            named("operation", () -> redis.executeAsync(null, KEY, commands -> commands.get(KEY.bytes())));
            named(
                    "operation",
                    () -> redis.executeAll(null, List.of(KEY), (commands, key) -> commands.get(key.bytes())));
            named("key", () -> redis.execute("test.get", null, commands -> commands.get(KEY.bytes())));
            named("key", () -> redis.executeAsync("test.get", null, commands -> commands.get(KEY.bytes())));
            List<Key> holed = Arrays.asList(KEY, null);
            named("key", () -> redis.executeAll("test.get", holed, (commands, key) -> commands.get(KEY.bytes())));
            named("keys", () -> redis.executeAll("test.get", null, (commands, key) -> commands.get(KEY.bytes())));
            named("command", () -> redis.execute("test.get", KEY, null));
            named("command", () -> redis.execute("test.get", KEY, commands -> null));
            named("command", () -> redis.executeAsync("test.get", KEY, null));
            named("command", () -> redis.executeAll("test.get", List.of(KEY), null));
            named("call", () -> redis.run(null));
            named("call", () -> redis.runAsync(null));
            assertThat(redis.stats().operations()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void an_operation_without_a_name_is_refused(String blank, RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            assertThat(catchThrowableOfType(
                            IllegalArgumentException.class,
                            () -> redis.execute(blank, KEY, commands -> commands.get(KEY.bytes()))))
                    .hasMessage("operation must not be blank: name what is done, such as author.read");
        }
    }

    @Test
    void of_what_opens_or_builds_it_is_named(RedisServer server) {
        named("options", () -> Redis.connect(null));
        named("listener", () -> Redis.connect(RedisOptions.defaults(), null));
        named("jedis", () -> Redis.wrap(null));
        try (RedisClient jedis = RedisClient.create(server.host(), server.port())) {
            named("listener", () -> Redis.wrap(jedis, null));
        }
        named("uri", () -> RedisOptions.of((String) null));
        named("uri", () -> RedisOptions.of((URI) null));
        Script<Long> script =
                Fixture.script("test", "-- KEYS[1] a text\n-- ARGV[1] one\nreturn 1", ScriptReply::integer);
        named("value", () -> script.on(KEY).arg((String) null));
        named("value", () -> script.on(KEY).arg((byte[]) null));
    }
}
