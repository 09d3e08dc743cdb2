package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers and counters on many threads, under whom all connections are cut, once in a round. */
@RedisTest
@Timeout(300)
class ResendRaceTest {
    private static final int ROUNDS = 10;
    private static final int THREADS = 64;
    private static final int CALLS = 40;
    private static final Key COUNTER = TEXT.key("counter");
    private static final Script<Long> COUNT = Fixture.script(
            "test.count", "-- Counts.\n-- KEYS[1] a text\nreturn redis.call('INCR', KEYS[1])", ScriptReply::integer);

    private final RedisServer server;
    private final Redis redis;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong called = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();

    ResendRaceTest(RedisServer server) {
        this.server = server;
        this.redis = Redis.connect(Fixture.options(server).toBuilder()
                .pool(PoolOptions.builder().minIdle(0).maxWait(GENEROUS).build())
                .build());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void no_write_is_sent_twice_and_no_read_fails_by_one_cut() throws Exception {
        cut(); // what is open beside those that are counted too
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                awaitNoneDead(threads);
                begun.set(0);
                List<Future<?>> all = start(threads, this::work);
                int cutAt = THREADS * CALLS * (round + 1) / (ROUNDS + 2);
                await().atMost(GENEROUS).until(() -> begun.get() >= cutAt);
                cut();
                end(all);
            }
        } finally {
            threads.shutdownNow();
        }
        long count = Long.parseLong(new String((byte[]) requireNonNull(raw(server, "GET", COUNTER.text())), UTF_8));
        assertThat(count).isBetween(counted.get(), called.get());
        assertThat(counted.get()).isPositive();
    }

    private void cut() {
        raw(server, "CLIENT", "KILL", "TYPE", "normal");
    }

    private static List<Future<?>> start(ExecutorService threads, Runnable work) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(work));
        }
        return all;
    }

    private static void end(List<Future<?>> all) throws Exception {
        for (Future<?> one : all) {
            one.get(120, TimeUnit.SECONDS);
        }
    }

    private void work() {
        for (int i = 0; i < CALLS; i++) {
            begun.incrementAndGet();
            Fixture.get(redis, KEY);
            called.incrementAndGet();
            try {
                redis.run(COUNT.on(COUNTER));
                counted.incrementAndGet();
            } catch (RedisUnavailableException broke) {
                assertThat(broke.mayHaveRun()).as(broke.toString()).isTrue();
            }
        }
    }

    /** A connection that the last cut ended and nobody used since would be a second cut of who meets it in this round. */
    private void awaitNoneDead(ExecutorService threads) {
        await().atMost(GENEROUS).until(() -> {
            end(start(threads, () -> Fixture.get(redis, KEY)));
            PoolFigures figures = Fixture.figures(redis);
            return connections() == (Fixture.pooled() ? figures.idle() : figures.max());
        });
    }

    /** Beside that which asks. */
    private int connections() {
        return (int) new String((byte[]) requireNonNull(raw(server, "CLIENT", "LIST", "TYPE", "normal")), UTF_8)
                        .lines()
                        .count()
                - 1;
    }
}
