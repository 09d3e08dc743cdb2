package dev.redkeep.cache.writebehind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.testing.RedisServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others put among a queue's data, or took away. */
class WriteBehindDamageTest extends QueueOnServer {
    WriteBehindDamageTest(RedisServer server) {
        super(server);
    }

    private String key(String part) {
        return "cache-write:{" + name + "}:" + part;
    }

    @Test
    void garbage_among_the_entries_is_set_aside_and_hurts_nobody() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        byte[] notText = {(byte) 0xff};
        List<byte[]> garbage = List.of(
                "".getBytes(UTF_8),
                "no header".getBytes(UTF_8),
                "007+x".getBytes(UTF_8),
                "99999999999999999999+x".getBytes(UTF_8),
                new byte[] {'7', '+', (byte) 0xff});
        for (int i = 0; i < garbage.size(); i++) {
            queue.put("g" + i, "v");
            raw.hset(key("entries").getBytes(UTF_8), ("g" + i).getBytes(UTF_8), garbage.get(i));
        }
        raw.hset(key("entries").getBytes(UTF_8), notText, "7+x".getBytes(UTF_8));
        raw.zadd(key("dirty").getBytes(UTF_8), 1, notText);
        raw.zadd(key("dirty"), 1, "gone");
        raw.zadd(key("unwritten"), 1, "gone");
        queue.put("good", "v");
        assertThat(queue.pending("g1")).isEmpty();

        assertThat(queue.flush(LONG).complete()).isTrue();
        eventually(() -> assertThat(queue.poisoned(10)).hasSize(6));

        assertThat(writer.rows()).containsOnlyKeys("good");
        assertThat(writer.batches()).hasSize(1);
        List<Poisoned<String>> poisoned = queue.poisoned(10);
        assertThat(poisoned).allMatch(each -> each.reason().equals(UnreadableDataException.class.getName()));
        assertThat(poisoned).filteredOn(each -> each.key().isEmpty()).hasSize(1);
        assertThat(queue.stats().unreadable()).isGreaterThanOrEqualTo(7);

        queue.put("g0", "well");
        assertThat(poisoned.stream().filter(queue::dropPoisoned)).hasSize(5);
        queue.flush(LONG);
        assertThat(writer.rows()).containsOnly(Map.entry("good", "v"), Map.entry("g0", "well"));
        assertThat(raw.keys("*")).containsExactly(key("version"));
    }

    @Test
    void a_lost_or_wrong_version_is_replaced_by_the_time() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        long before = queue.put("a", "1");
        for (String wrong : List.of("", "x", "-5", "1e3")) {
            raw.set(key("version"), wrong);
            long next = queue.put("a", wrong);
            assertThat(next).isGreaterThan(before);
            before = next;
        }
        raw.del(key("version"));
        assertThat(queue.put("a", "2")).isGreaterThan(before);
        assertThat(queue.flush(LONG).complete()).isTrue();
    }

    @Test
    void another_type_under_a_key_fails_by_name_and_the_worker_outlives_it() throws Exception {
        raw.set(key("dirty"), "other");
        WriteBehind<String, String> queue = queue(quick());
        assertThatThrownBy(() -> queue.put("personal", "v"))
                .isInstanceOf(RedisWrongTypeException.class)
                .hasMessageContaining("write-behind.put")
                .hasMessageNotContaining("personal");
        eventually(() -> assertThat(queue.stats().redisFailures()).isGreaterThan(1));
        assertThat(Set.copyOf(events.told)).containsExactly("redis RedisWrongTypeException");

        raw.del(key("dirty"));
        queue.put("personal", "v");
        eventually(() -> assertThat(writer.rows()).containsEntry("personal", "v"));
    }
}
