package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Fixture.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One command, and many together. */
@RedisTest
class ExecuteTest {
    private final RedisServer server;
    private final Redis redis;

    ExecuteTest(RedisServer server) {
        this.server = server;
        this.redis = Redis.connect(Fixture.options(server));
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private List<Outcome<String>> getAll(List<Key> keys) {
        return redis.executeAll("test.all", keys, (commands, key) -> commands.get(key.text()));
    }

    @Test
    void nil_is_empty_and_a_value_is_there() {
        assertThat(Fixture.get(redis, KEY)).isEmpty();
        Fixture.set(redis, KEY, "value");
        assertThat(Fixture.get(redis, KEY)).contains("value");
    }

    @Test
    void no_keys_send_nothing() {
        long before = redis.stats().operations();
        assertThat(getAll(List.of())).isEmpty();
        assertThat(redis.stats().operations()).isEqualTo(before);
    }

    @Test
    void outcomes_come_in_the_order_of_the_keys_and_one_failure_spoils_no_other() {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.add(TEXT.key(MARKER + i));
            if (i % 2 == 0) {
                Fixture.set(redis, keys.get(i), "v" + i);
            }
        }
        raw(server, "DEL", keys.get(42).text());
        raw(server, "LPUSH", keys.get(42).text(), MARKER);

        List<Outcome<String>> outcomes = getAll(keys);

        Failures.of(outcomes.get(42).failure().orElseThrow())
                .is(RedisWrongTypeException.class)
                .during("test.all")
                .onText()
                .neverRan();
        assertThat(IntStream.range(0, 100).filter(i -> i != 42))
                .allSatisfy(i -> assertThat(outcomes.get(i).get())
                        .isEqualTo(i % 2 == 0 ? Optional.of("v" + i) : Optional.empty()));
        assertThat(redis.stats().failures()).isEqualTo(1);
    }

    @Test
    void a_function_that_throws_fails_its_own_outcome_only() {
        Fixture.set(redis, KEY, "1");
        Key other = TEXT.key("other");
        Fixture.set(redis, other, "x");
        List<Outcome<Integer>> numbers = getAll(List.of(KEY, other, TEXT.key("none"))).stream()
                .<Outcome<Integer>>map(outcome -> outcome.map(Integer::parseInt))
                .toList();
        assertThat(numbers.get(0).get()).contains(1);
        assertThat(numbers.get(1).failure()).containsInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> numbers.get(1).get()).isInstanceOf(NumberFormatException.class);
        assertThat(numbers.get(2).get()).isEmpty();
        assertThat(numbers.stream().map(Outcome::toString))
                .startsWith("value")
                .endsWith("nil")
                .noneMatch(text -> text.equals("1"));
    }

    @Test
    void a_large_batch_and_a_large_value_arrive_whole() {
        String large = "x".repeat(2_000_000);
        Fixture.set(redis, KEY, large);
        List<Outcome<String>> outcomes =
                getAll(IntStream.range(0, 20).mapToObj(i -> KEY).toList());
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.get()).contains(large));
    }

    @Test
    void what_is_read_in_bytes_stays_in_bytes() {
        byte[] bytes = {0, -1, 13, 10};
        redis.execute("test.set", KEY, commands -> commands.set(KEY.bytes(), bytes));
        assertThat(redis.execute("test.get", KEY, commands -> commands.get(KEY.bytes())))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).hasSize(4);
    }
}
