package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.Segment;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claims that end before they are confirmed: their process died, or its writer is too slow. */
abstract class WriteBehindCrashContract extends QueueFixture {
    private final RecordingWriter dying = new RecordingWriter();
    private final CountDownLatch begun = new CountDownLatch(1);

    private WriteBehindOptionsBuilder brief() {
        return quick().lease(Duration.ofSeconds(1)).batch(20).tries(100);
    }

    @Test
    void what_a_client_that_is_closed_hard_had_claimed_is_written_by_another() throws Exception {
        dying.trouble = batch -> {
            begun.countDown();
            stuck();
        };
        Redis client = anotherClient();
        WriteBehind<String, String> doomed = queue(client, brief(), dying);
        IntStream.range(0, 50).forEach(i -> doomed.put("k" + i, "v" + i));
        begun.await();
        client.close();

        WriteBehind<String, String> queue = queue(brief());

        eventually(() -> assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO)));
        assertThat(writer.rows()).hasSize(50);
        assertThat(events.told).anyMatch(event -> event.startsWith("lost "));
        assertThat(queue.stats().lostClaims()).isPositive();
    }

    @Test
    void a_worker_whose_claim_was_taken_over_confirms_nothing() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        dying.trouble = batch -> {
            if (calls.incrementAndGet() == 1) {
                begun.countDown();
                stuck();
            }
        };
        WriteBehind<String, String> slow = queue(anotherClient(), brief(), dying);
        long first = slow.put("a", "1");
        begun.await();
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        writer.trouble = batch -> {
            taken.countDown();
            go.await();
        };
        WriteBehind<String, String> queue = queue(brief().lease(Duration.ofMinutes(5)));
        taken.await();
        long second = slow.put("a", "2");

        release.countDown();
        eventually(() -> assertThat(dying.version("a")).isEqualTo(first));
        eventually(() -> assertThat(slow.stats().lostClaims()).isEqualTo(1));
        assertThat(slow.stats().written()).isZero();
        assertThat(queue.backlog().claimed()).isEqualTo(1);
        go.countDown();

        eventually(() ->
                assertThat(Math.max(writer.version("a"), dying.version("a"))).isEqualTo(second));
        eventually(() -> assertThat(queue.backlog().unwritten()).isZero());
        assertThat(writer.version("a")).as("written again").isGreaterThanOrEqualTo(first);
    }

    @Test
    void a_late_confirmation_counts_if_nobody_took_the_change_over() throws Exception {
        writer.trouble = batch -> {
            begun.countDown();
            stuck();
        };
        WriteBehind<String, String> queue =
                queue(quick().lease(Duration.ofMillis(500)).tries(100));
        queue.put("a", "1");
        begun.await();
        awaitTheEndOf(Duration.ofSeconds(1)); // the lease and the time to begin, with the only worker busy
        release.countDown();

        eventually(() -> assertThat(queue.backlog().unwritten()).isZero());
        assertThat(writer.written()).containsExactly("a=1");
        eventually(() -> assertThat(queue.stats().written()).isEqualTo(1));
        assertThat(queue.stats().lostClaims()).isZero();
    }

    /** By the server's clock. */
    private void awaitTheEndOf(Duration time) {
        Key key = KeyPattern.of("elapsing:{name}", Segment.text())
                .string()
                .ttl(TtlPolicy.fixed(time))
                .owner("tests")
                .key(name);
        redis.execute("tests.begin", key, commands -> commands.psetex(key.bytes(), time.toMillis(), new byte[0]));
        eventually(() -> assertThat(redis.execute("tests.look", key, commands -> commands.get(key.bytes())))
                .isEmpty());
    }

    @Test
    void a_change_that_takes_every_process_down_is_set_aside_in_the_end() throws Exception {
        WriteBehindOptionsBuilder options = brief().tries(1).parallel(4);
        writer.trouble = batch -> {
            if (batch.get(0).key().equals("deadly")) {
                stuck();
            }
        };
        WriteBehind<String, String> queue = queue(options);
        queue.put("deadly", "x");
        eventually(() -> assertThat(queue.poisoned(1)).hasSize(1));
        assertThat(queue.poisoned(1).get(0).reason()).isEqualTo(Poisoned.CLAIM_ENDED);
        assertThat(queue.poisoned(1).get(0).tries()).isEqualTo(2);
        eventually(() -> assertThat(events.told).contains("aside 1 " + Poisoned.CLAIM_ENDED));

        queue.put("a", "1");
        eventually(() -> assertThat(writer.rows()).containsEntry("a", "1"));
    }
}
