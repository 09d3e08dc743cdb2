package dev.redkeep.ratelimit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * When each bucket is full again, for as many as fit. One that is full is not kept; if there are too many, the one that is
 * full first goes, since forgetting it gives away least. Not safe to share between threads.
 */
final class LocalBuckets {
    /** A bucket's limit, by its number, and whom it counts. */
    record Place(int limit, String value) {}

    private record Bucket(long fullAt, long number, Place place) {}

    /** A change removes up to so many that are full, so that an outage leaves nothing behind that the next does not take. */
    private static final int SWEEP = 2;

    private final int most;
    private final Map<Place, Bucket> buckets = new HashMap<>();
    private final TreeSet<Bucket> fullFirst =
            new TreeSet<>(Comparator.comparingLong(Bucket::fullAt).thenComparingLong(Bucket::number));
    private long number;

    LocalBuckets(int most) {
        this.most = most;
    }

    /** When it is full, in nanoseconds; that may be over, and is now for a bucket that is not kept. */
    long fullAt(Place place, long now) {
        Bucket bucket = buckets.get(place);
        return bucket == null ? now : bucket.fullAt();
    }

    void fill(Place place, long fullAt, long now) {
        Bucket old = buckets.remove(place);
        if (old != null) {
            fullFirst.remove(old);
        }
        if (fullAt > now) {
            Bucket bucket = new Bucket(fullAt, number++, place);
            buckets.put(place, bucket);
            fullFirst.add(bucket);
        }
        for (int i = 0; i < SWEEP && !fullFirst.isEmpty() && fullFirst.first().fullAt() <= now; i++) {
            removeFirst();
        }
        if (buckets.size() > most) {
            removeFirst();
        }
    }

    int size() {
        return buckets.size();
    }

    private void removeFirst() {
        Bucket first = fullFirst.pollFirst();
        if (first != null) {
            buckets.remove(first.place());
        }
    }
}
