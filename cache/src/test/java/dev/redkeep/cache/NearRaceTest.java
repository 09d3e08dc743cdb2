package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readers, a writer, one who changes through the local level, and a feed that delays, loses its connection and comes back, against a
 * clock that only this test moves. What a read must have seen is worked out when it begins.
 */
class NearRaceTest {
    private static final int STEPS = 10_000;
    private static final long STALENESS = Duration.ofMillis(100).toNanos();

    private final AtomicLong clock = new AtomicLong();
    private final RaceServer server = new RaceServer(clock);
    private final Tally tally = new Tally();
    private final NearMemory<Long, String> memory = new NearMemory<>(
            NearTests.VALUES::key,
            LocalOptions.defaults().withStaleness(Duration.ofNanos(STALENESS)).withMaximumWeight(RaceServer.KEYS * 60),
            clock::get,
            () -> 0.5,
            NearTests.report(tally, () -> {}));
    private final RaceFeed feed =
            new RaceFeed(server, clock, new NearListener(memory, NearTests.MARKS::parse, EntryKeys::valueOfNote));
    private final NearSource<Long, String> near = new NearSource<>(server, memory, () -> {});
    private final AtomicBoolean done = new AtomicBoolean();
    private final List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        near.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_read_gets_what_its_promise_rules_out(long seed) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(seed * 100 + i);
            threads.add(new Thread(() -> repeat(() -> read(random))));
        }
        Random changing = new Random(seed * 100 + 50);
        threads.add(new Thread(() -> repeat(() -> changeHere(changing))));
        Random delaying = new Random(seed * 100 + 60);
        threads.add(new Thread(() -> repeat(() -> feed.step(delaying))));
        threads.forEach(Thread::start);
        Random writing = new Random(seed * 100 + 70);
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        for (int i = 0; (i < STEPS || !raced()) && failures.isEmpty() && System.nanoTime() - until < 0; i++) {
            server.changeElsewhere(writing);
            clock.addAndGet(writing.nextInt(2_000_000));
            RaceServer.pause();
        }
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(raced()).as("it did answer by itself, and was reset").isTrue();
    }

    private boolean raced() {
        return tally.localHits.sum() > 100 && tally.localResets.sum() > 5;
    }

    private void repeat(Runnable step) {
        try {
            while (!done.get() && failures.isEmpty()) {
                step.run();
            }
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    private void read(Random random) {
        long key = random.nextInt(RaceServer.KEYS);
        long began = clock.get();
        long least = Math.max(feed.told(key), Math.max(server.own(key), server.asOf(key, began - STALENESS)));
        long hitsBefore = tally.localHits.sum();
        Held<String> held = random.nextInt(4) == 0
                ? near.getAll(List.of(key), missing -> null).get(key)
                : near.find(key);
        long read = Long.parseLong(java.util.Objects.requireNonNull(held).value());
        assertThat(read)
                .as("key %d, begun at %d, hits before %d: %s", key, began, hitsBefore, held.lookup())
                .isGreaterThanOrEqualTo(least);
    }

    /** By this process, so that it acts at once, and by the feed once more. */
    private void changeHere(Random random) {
        long key = random.nextInt(RaceServer.KEYS);
        switch (random.nextInt(40)) {
            case 0 -> {
                near.invalidateMark(Marks.ALL);
                server.returnedAll(other -> true);
            }
            case 1, 2, 3 -> {
                near.invalidateMark(RaceServer.tag(key));
                server.returnedAll(other -> RaceServer.tag(other).equals(RaceServer.tag(key)));
            }
            case 4, 5, 6 -> {
                near.put(key, "");
                server.returned(key);
            }
            case 7, 8, 9 -> {
                near.invalidate(List.of(key));
                server.returned(key);
            }
            default -> RaceServer.pause();
        }
    }
}
