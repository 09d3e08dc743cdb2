package dev.redkeep.cache;

import static dev.redkeep.cache.NearTests.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value that is read from this process' memory all the time is loaded anew before its end. */
@Timeout(120)
class NearAheadTest extends OnRedis {
    private static final int ROUNDS = 300;
    /** How long a load takes: the mean of what is drawn. */
    private static final long MEAN = SECOND;

    private final NearTests test = new NearTests(LocalOptions.defaults().withTimeToLive(Duration.ofHours(1)));

    @AfterEach
    void close() {
        test.close();
    }

    /** Fresh for a hundred means. */
    private void has(long round) {
        Held<String> held = StepSource.held("a", 100 * MEAN);
        Held<String> ahead = new Held<>(
                held.value(), held.lookup(), held.freshNanos(), 1, List.of(), new Ahead((double) MEAN, round));
        test.below.values.put(1L, ahead);
        test.feed.changed(NearTests.VALUES.key(1L).bytes());
        test.below.calls.clear();
        test.read(1);
        assertThat(test.below.calls).containsExactly("find 1");
        test.below.calls.clear();
    }

    /** How many means before its end a round's value was first asked for anew; 0 if that was too late, and a reader had to wait. */
    private double begun(long round, Duration step) {
        has(round);
        long over = test.clock.get() + 100 * MEAN;
        for (long done = Long.MAX_VALUE; test.clock.get() - done < 0 || done == Long.MAX_VALUE; ) {
            test.passInSync(step);
            test.near.get(1L, key -> "loaded");
            if (test.below.calls.contains("get 1")) {
                return 0;
            }
            if (done == Long.MAX_VALUE && !test.below.calls.isEmpty()) {
                assertThat(test.below.calls).containsExactly("refresh 1 " + round);
                done = test.clock.get() + MEAN;
            }
        }
        return (over - (test.clock.get() - MEAN)) / (double) MEAN;
    }

    @Test
    void it_is_not_missed_at_its_end_in_nearly_all_rounds() {
        int missed = 0;
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double begun = begun(round, Duration.ofMillis(10));
            missed += begun == 0 ? 1 : 0;
            sum += begun;
        }
        assertThat(missed).isLessThan(ROUNDS / 50);
        assertThat(sum / ROUNDS).as("means before its end").isBetween(2.0, 8.0);
    }

    @Test
    void one_that_is_read_rarely_is_loaded_anew_rarely() {
        int early = 0;
        for (int round = 0; round < ROUNDS; round++) {
            early += begun(round, Duration.ofSeconds(5)) > 0 ? 1 : 0;
        }
        assertThat(early).isLessThan(ROUNDS / 10);
    }

    @Test
    void each_draw_that_says_so_begins_one_load_whoever_reads() {
        has(7);
        test.passInSync(Duration.ofNanos(100 * MEAN - 1));
        test.near.findAll(List.of(1L));
        assertThat(test.below.calls).as("without a loader").isEmpty();
        test.near.getAll(List.of(1L), key -> "loaded");
        test.near.getAll(List.of(1L), key -> "loaded");
        test.near.get(1L, key -> "loaded");
        assertThat(test.below.calls).containsExactly("refresh 1 7");
    }

    @Test
    void two_processes_have_one_load_for_each_time_that_it_would_end_and_hardly_ever_wait_for_it() {
        AtomicInteger loads = new AtomicInteger();
        CacheLoader<String, String> slow = key -> {
            Thread.sleep(40);
            return "value " + loads.incrementAndGet();
        };
        CacheSchema<String, String> schema = PLAIN.timeToLive(Duration.ofMillis(500));
        CacheOptions options = options()
                .jitter(0)
                .refreshAhead(1)
                .local(LocalOptions.defaults())
                .build();
        LoadingCache<String, String> here = cache(one, schema, options, slow);
        LoadingCache<String, String> there = cache(other, schema, options, slow);
        await().timeout(Duration.ofSeconds(100))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    here.get("ann");
                    there.get("ann");
                    return loads.get() >= 20;
                });
        long missed = here.stats().misses() + there.stats().misses();
        assertThat(missed).as("of 20, which it was without the draws").isLessThanOrEqualTo(15);
        assertThat(here.stats().localHits() + there.stats().localHits()).isGreaterThan(100);
    }
}
