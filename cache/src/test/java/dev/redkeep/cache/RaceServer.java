package dev.redkeep.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/**
 * What Redis is to {@link NearRaceTest}: each key has a version that only grows, and each change of one is put down with its time. A
 * mark's change is a new version of all that have it.
 */
final class RaceServer implements Source<Long, String> {
    static final int KEYS = 16;

    private final AtomicLong clock;
    private final long[] versions = new long[KEYS];
    private final List<ArrayDeque<long[]>> changes = new ArrayList<>();
    private final AtomicLongArray own = new AtomicLongArray(KEYS);
    private final AtomicLongArray beforeReturn = new AtomicLongArray(KEYS);
    /** What the feed has still to tell: the key's or mark's bytes, and the versions then. */
    private final ArrayDeque<Change> untold = new ArrayDeque<>();

    private boolean connected = true;

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    record Change(byte[] key, long[] versions, long atNanos) {}

    RaceServer(AtomicLong clock) {
        this.clock = clock;
        for (int i = 0; i < KEYS; i++) {
            changes.add(new ArrayDeque<>());
        }
    }

    /** Lets others go on; there may be few processors. */
    static void pause() {
        LockSupport.parkNanos(1_000);
    }

    static String tag(long key) {
        return Marks.tag("t" + key % 4);
    }

    /** The version that a key had at a time. */
    synchronized long asOf(long key, long nanos) {
        for (Iterator<long[]> latestFirst = changes.get((int) key).iterator(); latestFirst.hasNext(); ) {
            long[] change = latestFirst.next();
            if (change[1] < nanos) {
                return change[0];
            }
        }
        return 0;
    }

    /** The version that a change through the local level left, once that has returned. */
    long own(long key) {
        return own.get((int) key);
    }

    void returned(long key) {
        own.set((int) key, beforeReturn.get((int) key));
    }

    void returnedAll(LongPredicate keys) {
        for (long key = 0; key < KEYS; key++) {
            if (keys.test(key)) {
                returned(key);
            }
        }
    }

    void changeElsewhere(Random random) {
        long key = random.nextInt(KEYS);
        switch (random.nextInt(20)) {
            case 0 ->
                change(
                        NearTests.MARKS.key(tag(key)).bytes(),
                        other -> tag(other).equals(tag(key)),
                        false);
            case 1 -> change(NearTests.MARKS.key(Marks.ALL).bytes(), other -> random.nextInt(10) == 0, false);
            case 2, 3, 4, 5 -> change(NearTests.VALUES.key(key).bytes(), other -> other == key, false);
            default -> {}
        }
    }

    private synchronized void change(byte[] told, LongPredicate keys, boolean here) {
        for (int key = 0; key < KEYS; key++) {
            if (keys.test(key)) {
                versions[key]++;
                changes.get(key).addFirst(new long[] {versions[key], clock.get()});
                if (here) {
                    beforeReturn.set(key, versions[key]);
                }
            }
        }
        if (connected) {
            untold.add(new Change(told, versions.clone(), clock.get()));
        }
    }

    /** The next change that the feed is to tell; null if none. */
    synchronized @org.jspecify.annotations.Nullable Change next() {
        return untold.poll();
    }

    /** A ping: the present moment, if nothing is untold. */
    synchronized long quietAt() {
        return untold.isEmpty() && connected ? clock.get() : Long.MIN_VALUE;
    }

    /** The connection is lost, with what was on the way. */
    synchronized void disconnect() {
        connected = false;
        untold.clear();
    }

    synchronized long[] connect() {
        connected = true;
        return versions.clone();
    }

    private synchronized Held<String> read(long key) {
        return StepSource.held(Long.toString(versions[(int) key]), Long.MAX_VALUE, tag(key));
    }

    @Override
    public Held<String> find(Long key) {
        Held<String> held = read(key);
        if (key % 3 == 0) {
            pause(); // the answer is on the way
        }
        return held;
    }

    @Override
    public Map<Long, Held<String>> findAll(Collection<? extends Long> keys) {
        Map<Long, Held<String>> all = new HashMap<>();
        keys.forEach(key -> all.put(key, find(key)));
        return all;
    }

    @Override
    public Held<String> get(Long key, CacheLoader<? super Long, ? extends String> loader) {
        return find(key);
    }

    @Override
    public Map<Long, Held<String>> getAll(
            Collection<? extends Long> keys, CacheLoader<? super Long, ? extends String> loader) {
        return findAll(keys);
    }

    @Override
    public void refresh(Long key, long freshUntil, CacheLoader<? super Long, ? extends String> loader) {}

    @Override
    public void put(Long key, String value) {
        invalidate(List.of(key));
    }

    @Override
    public void write(Long key, String value, CacheWriter<? super Long, ? super String> writer) {
        invalidate(List.of(key));
    }

    @Override
    public void invalidate(Collection<? extends Long> keys) {
        for (Long key : keys) {
            change(NearTests.VALUES.key(key).bytes(), other -> other == key, true);
            pause();
        }
    }

    @Override
    public void invalidateMark(String mark) {
        boolean all = mark.equals(Marks.ALL);
        change(NearTests.MARKS.key(mark).bytes(), key -> all || tag(key).equals(mark), true);
        pause();
    }

    @Override
    public void close() {}
}
