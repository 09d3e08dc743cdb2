package dev.redkeep.cache;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A local level over a {@link StepSource}, with a clock and a feed that the test moves. */
final class NearTests implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;
    static final KeyPattern1<Long> VALUES = KeyPattern.of("value:{id}", number())
            .string()
            .persistent("a test's")
            .owner("tests");
    static final KeyPattern1<String> MARKS = KeyPattern.of("cache-mark:values:{mark}", text())
            .string()
            .persistent("a test's")
            .owner("tests");

    final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5 * SECOND); // so that it runs over in the test
    final Random random = new Random(20_26_11_22);
    final AtomicInteger resets = new AtomicInteger();
    final Tally tally = new Tally();
    final StepSource below = new StepSource();
    final NearMemory<Long, String> memory;
    final NearListener feed;
    final NearSource<Long, String> near;

    /** One second of staleness, ten of time to live; told that all is well. */
    NearTests() {
        this(LocalOptions.defaults().withTimeToLive(Duration.ofSeconds(10)));
    }

    NearTests(LocalOptions options) {
        memory = new NearMemory<>(
                VALUES::key, options, clock::get, random::nextDouble, report(tally, resets::incrementAndGet));
        feed = new NearListener(memory, MARKS::parse, EntryKeys::valueOfNote);
        near = new NearSource<>(below, memory, () -> below.calls.add("end of feed"));
        feed.inSync(clock.get());
    }

    static Report report(Tally tally, Runnable onReset) {
        CacheListener listener = new CacheListener() {
            @Override
            public void onLocalReset() {
                onReset.run();
            }
        };
        return new Report(tally, listener, VALUES.template());
    }

    void has(long key, String value, String... tags) {
        below.values.put(key, StepSource.held(value, 10 * SECOND, tags));
    }

    /** As another process, and the server, would. */
    void changedElsewhere(long key, String value) {
        has(key, value);
        feed.changed(VALUES.key(key).bytes());
    }

    void markChangedElsewhere(String mark) {
        feed.changed(MARKS.key(mark).bytes());
    }

    String read(long key) {
        Held<String> held = near.find(key);
        return held == null ? "nothing" : held.lookup().value().orElse("absent");
    }

    Lookup.Origin origin(long key) {
        return java.util.Objects.requireNonNull(near.find(key)).lookup().origin();
    }

    void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    /** Time passes, and the feed is heard from. */
    void passInSync(Duration time) {
        pass(time);
        feed.inSync(clock.get());
    }

    @Override
    public void close() {
        near.close();
    }
}
