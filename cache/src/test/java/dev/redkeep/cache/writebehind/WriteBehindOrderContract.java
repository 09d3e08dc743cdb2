package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, two processes: of each key the versions only grow, and the last put is the last that is written. */
abstract class WriteBehindOrderContract extends QueueFixture {
    private static final int THREADS = 8;
    private static final int PUTS = 300;
    private static final int KEYS = 7;

    private record Last(long version, String value) {}

    private final Map<String, Last> last = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void versions_of_a_key_only_grow_and_the_last_put_is_written_last(boolean failing) throws Exception {
        writer.trouble = batch -> {
            if (failing && ThreadLocalRandom.current().nextInt(10) == 0) {
                throw new IllegalStateException("now and then");
            }
        };
        WriteBehindOptionsBuilder options = quick().batch(3).parallel(3).tries(100);
        WriteBehind<String, String> one = queue(redis, options, writer);
        WriteBehind<String, String> two = queue(anotherClient(), options, writer);

        put(one, two);
        eventually(() -> assertThat(one.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO)));

        assertThat(writer.disorder()).isEmpty();
        last.forEach((key, put) -> {
            assertThat(writer.version(key)).as(key).isEqualTo(put.version());
            assertThat(writer.rows().getOrDefault(key, "-")).as(key).isEqualTo(put.value());
        });
        assertThat(one.stats().written() + two.stats().written())
                .isLessThanOrEqualTo((long) writer.written().size());
    }

    private void put(WriteBehind<String, String> one, WriteBehind<String, String> two) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                all.add(threads.submit(() -> putSome(number % 2 == 0 ? one : two, new Random(number))));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private void putSome(WriteBehind<String, String> queue, Random random) {
        for (int i = 0; i < PUTS; i++) {
            String key = "k" + random.nextInt(KEYS);
            String value = random.nextInt(10) == 0 ? "-" : Long.toString(random.nextLong());
            long version = value.equals("-") ? queue.delete(key) : queue.put(key, value);
            last.merge(key, new Last(version, value), (a, b) -> a.version() > b.version() ? a : b);
        }
    }
}
