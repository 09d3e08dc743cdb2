package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is away is asked now and then, however much waits for it. */
class WriteBehindOutageTest extends QueueFixture {
    private static final int WORKERS = 4;

    private final RedisServer server;

    WriteBehindOutageTest(RedisServer server) {
        this.server = server;
    }

    @BeforeEach
    void begin() {
        open();
    }

    @Override
    Redis connect() {
        return OnServer.connect(server);
    }

    private WriteBehindOptionsBuilder options() {
        return held().batch(2).parallel(WORKERS).outage(IOException.class::isInstance);
    }

    private static void fill(WriteBehind<String, String> queue) {
        IntStream.range(0, 100).forEach(i -> queue.put("k" + i, "v" + i));
    }

    @Test
    void the_backlog_is_not_run_against_it() throws Exception {
        writer.trouble = batch -> {
            throw new IOException("away");
        };
        WriteBehind<String, String> queue = queue(options().retryAfter(Duration.ofHours(1), Duration.ofHours(1)));
        fill(queue);

        assertThat(queue.flush(Duration.ofSeconds(1)).complete()).isFalse();

        eventually(() -> assertThat(queue.stats().failures()).isPositive());
        eventually(() -> assertThat(queue.backlog().claimed()).isZero());
        assertThat(queue.stats().batches())
                .as("those under way when the first failed")
                .isBetween(1L, (long) WORKERS);
        queue.put("later", "v");
        assertThat(queue.flush(Duration.ofMillis(200)).complete()).isFalse();
        assertThat(queue.stats().batches()).isLessThanOrEqualTo(WORKERS);
    }

    @Test
    void one_worker_at_a_time_asks_until_it_is_back_and_then_all_work() throws Exception {
        CountDownLatch all = new CountDownLatch(WORKERS);
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger asking = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch allAgain = new CountDownLatch(WORKERS);
        writer.trouble = batch -> {
            int call = calls.incrementAndGet();
            if (call <= WORKERS) {
                all.countDown();
                all.await();
                throw new IOException("away");
            }
            if (call <= 60) {
                most.accumulateAndGet(asking.incrementAndGet(), Math::max);
                Thread.sleep(2); // as long as a call may take
                asking.decrementAndGet();
                throw new IOException("away");
            }
            allAgain.countDown();
            if (call > 61) {
                allAgain.await();
            }
        };
        WriteBehind<String, String> queue = queue(options());
        fill(queue);

        assertThat(queue.flush(LONG).complete()).isTrue();

        assertThat(most).hasValue(1);
        assertThat(writer.rows()).hasSize(100);
        assertThat(queue.stats().setAside()).isZero();
    }
}
