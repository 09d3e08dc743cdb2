package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.HASH;
import static dev.redkeep.core.client.Fixture.TAGGED;
import static dev.redkeep.core.client.Fixture.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.ServerOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** Many values in one trip. */
@RedisTest
@Timeout(300)
class ReadAllTest {
    static List<Key> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> TEXT.key(prefix + i)).toList();
    }

    /** Every second key holds its own text. */
    static void fill(Redis redis, List<Key> keys) {
        List<Key> filled = IntStream.iterate(0, i -> i < keys.size(), i -> i + 2)
                .mapToObj(keys::get)
                .toList();
        redis.executeAll("test.set", filled, (c, key) -> c.set(key.bytes(), key.bytes()))
                .forEach(outcome -> assertThat(outcome.get()).contains("OK"));
    }

    static void check(List<Key> keys, List<Outcome<byte[]>> outcomes) {
        assertThat(outcomes).hasSameSizeAs(keys);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(outcomes.get(i).get().map(value -> new String(value, UTF_8)))
                    .isEqualTo(i % 2 == 0 ? Optional.of(keys.get(i).text()) : Optional.empty());
        }
    }

    private static long calls(RedisServer server, String command) {
        Matcher calls =
                Pattern.compile("cmdstat_" + command + ":calls=([0-9]+)").matcher(Fixture.info(server, "commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    @Test
    void values_come_in_the_order_of_the_keys_by_one_command_and_nil_is_an_outcome_without_a_value(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            List<Key> keys = keys("a", 9);
            fill(redis, keys);
            long before = calls(server, "mget");
            check(keys, redis.readAll("test.read", keys));
            assertThat(calls(server, "mget") - before).isEqualTo(1);
            List<Key> twice = List.of(keys.get(0), keys.get(1), keys.get(0));
            check(twice, redis.readAll("test.read", twice));
        }
    }

    @Test
    void one_key_is_a_plain_get_and_none_is_nothing(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            List<Key> one = keys("b", 1);
            fill(redis, one);
            long before = calls(server, "mget");
            check(one, redis.readAll("test.read", one));
            assertThat(calls(server, "mget")).isEqualTo(before);
            long operations = redis.stats().operations();
            assertThat(redis.readAll("test.read", List.of())).isEmpty();
            assertThat(redis.stats().operations()).isEqualTo(operations);
        }
    }

    @Test
    void what_is_no_string_is_nil_among_others_and_a_failure_alone(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            List<Key> keys = keys("w", 2);
            fill(redis, keys);
            Fixture.raw(server, "DEL", keys.get(1).text());
            Fixture.raw(server, "LPUSH", keys.get(1).text(), "x");
            check(keys, redis.readAll("test.read", keys));
            Outcome<byte[]> alone =
                    redis.readAll("test.read", keys.subList(1, 2)).get(0);
            assertThat(alone.failure()).containsInstanceOf(RedisWrongTypeException.class);
        }
    }

    @Test
    void ten_thousand_keys_go_by_a_thousand_each(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            List<Key> keys = keys("many", 10_001);
            fill(redis, keys);
            long before = calls(server, "mget");
            check(keys, redis.readAll("test.read", keys));
            assertThat(calls(server, "mget") - before).isEqualTo(11);
        }
    }

    @Test
    void long_keys_that_make_a_giant_of_it_are_read_too(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            List<Key> keys = IntStream.range(0, 1_500)
                    .mapToObj(i -> TEXT.key(i + "k".repeat(1_000)))
                    .toList();
            fill(redis, keys);
            check(keys, redis.readAll("test.read", keys));
        }
    }

    @Test
    void keys_that_are_no_strings_are_refused_before_anything_is_sent(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            long before = redis.stats().operations();
            for (List<Key> keys : List.of(List.of(HASH.key("h")), List.of(TEXT.key("t"), HASH.key("h")))) {
                assertThatThrownBy(() -> redis.readAll("test.read", keys))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("command MGET works on a string, but hash:{name} is declared a hash");
            }
            assertThatThrownBy(() -> redis.readAll(" ", keys("x", 2))).hasMessageStartingWith("operation must not be");
            assertThat(redis.stats().operations()).isEqualTo(before);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // as a caller whom no checker has seen
    void nulls_are_named(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            assertThatNullPointerException()
                    .isThrownBy(() -> redis.readAll(null, List.of()))
                    .withMessage("operation");
            assertThatNullPointerException()
                    .isThrownBy(() -> redis.readAll("r", null))
                    .withMessage("keys");
            assertThatNullPointerException()
                    .isThrownBy(() -> redis.readAll("r", Arrays.asList(TEXT.key("x"), null)))
                    .withMessage("key");
        }
    }

    @Test
    void a_wrapped_client_reads_likewise(RedisServer server) {
        try (RedisClient jedis = RedisClient.create(server.host(), server.port());
                Redis redis = Redis.wrap(jedis)) {
            List<Key> keys = keys("wrap", 2_100);
            fill(redis, keys);
            check(keys, redis.readAll("test.read", keys));
            check(keys.subList(0, 1), redis.readAll("test.read", keys.subList(0, 1)));
        }
    }

    @Test
    void a_server_that_is_gone_fails_every_key_with_what_helps() {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own))) {
            own.kill();
            assertThat(redis.readAll("test.read", keys("gone", 3)))
                    .allSatisfy(outcome -> Failures.of(outcome.failure().orElseThrow())
                            .is(RedisUnavailableException.class)
                            .during("test.read")
                            .onText());
            assertThat(redis.stats().failures()).isEqualTo(1);
        }
    }

    @Test
    void keys_of_one_hash_tag_and_others_may_be_mixed(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            List<Key> keys = new ArrayList<>(keys("mixed", 3));
            Collections.addAll(keys, TAGGED.key("o", "a"), TAGGED.key("o", "b"));
            fill(redis, keys);
            check(keys, redis.readAll("test.read", keys));
        }
    }
}
