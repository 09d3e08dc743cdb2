package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the scripts leave in Redis, without their cache, and counted. */
class WriteBehindScriptsTest extends QueueOnServer {
    WriteBehindScriptsTest(RedisServer server) {
        super(server);
    }

    private String key(String part) {
        return "cache-write:{" + name + "}:" + part;
    }

    @Test
    void keys_are_as_declared_share_a_slot_and_never_expire() throws Exception {
        writer.trouble = batch -> {
            if (batch.stream().anyMatch(change -> change.key().equals("bad"))) {
                throw new IllegalStateException("no");
            }
            stuck();
        };
        WriteBehind<String, String> queue = queue(held().parallel(2).tries(1));
        queue.put("bad", "1");
        queue.flush(LONG);
        queue.put("stuck", "1");
        queue.flush(Duration.ZERO);
        eventually(() -> assertThat(queue.backlog()).returns(1L, Backlog::claimed));
        queue.put("dirty", "1");

        Map<String, String> types = WriteBehindKeys.ALL.stream()
                .collect(Collectors.toMap(
                        pattern -> pattern.template().replace("{queue}", "{" + name + "}"),
                        pattern -> pattern.facts().type().wireName()));
        assertThat(raw.keys("*")).containsExactlyInAnyOrderElementsOf(types.keySet());
        types.forEach((key, type) -> {
            assertThat(raw.type(key)).as(key).isEqualTo(type);
            assertThat(raw.pttl(key)).as(key).isEqualTo(-1);
        });
    }

    @Test
    void nothing_but_the_last_version_is_left_when_all_is_written() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        IntStream.range(0, 300).forEach(i -> queue.put("k" + i, "v"));
        queue.flush(LONG);
        assertThat(raw.keys("*")).containsExactly(key("version"));
    }

    @Test
    void every_call_works_right_after_the_server_forgot_its_scripts() throws Exception {
        writer.trouble = batch -> {
            raw.scriptFlush();
            if (batch.stream().anyMatch(change -> change.key().equals("bad"))) {
                throw new IllegalStateException("no");
            }
        };
        WriteBehind<String, String> queue = queue(held());
        for (int round = 0; round < 3; round++) {
            for (String key : List.of("a", "bad")) {
                raw.scriptFlush();
                queue.put(key, "v" + round);
            }
            raw.scriptFlush();
            assertThat(queue.flush(LONG).complete()).isTrue();
            raw.scriptFlush();
            assertThat(queue.backlog().setAside()).isEqualTo(1);
            raw.scriptFlush();
            assertThat(queue.poisoned(1)).hasSize(1);
            raw.scriptFlush();
            assertThat(queue.retryPoisoned()).isEqualTo(1);
            eventually(() -> assertThat(queue.backlog().setAside()).isEqualTo(1));
            raw.scriptFlush();
            assertThat(queue.dropPoisoned(queue.poisoned(1).get(0))).isTrue();
        }
        assertThat(writer.rows()).containsOnlyKeys("a");
        assertThat(events.told).noneMatch(event -> event.startsWith("redis"));
    }

    @Test
    void each_call_of_the_caller_is_one_round_trip() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        writer.trouble = batch -> {
            begun.countDown();
            stuck();
        };
        WriteBehind<String, String> queue = queue(quick());
        queue.put("a", "1");
        begun.await(); // now the only worker asks nothing
        queue.delete("a");
        queue.poisoned(1);
        RedisStats before = redis.stats();

        queue.put("b", "1");
        queue.delete("b");
        queue.pending("b");
        queue.poisoned(10);
        queue.backlog();

        assertThat(redis.stats().operations() - before.operations()).isEqualTo(5);
        assertThat(redis.stats().scriptLoads()).isEqualTo(before.scriptLoads());
    }
}
