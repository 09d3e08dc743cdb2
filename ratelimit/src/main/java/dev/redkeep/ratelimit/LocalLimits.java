package dev.redkeep.ratelimit;

import dev.redkeep.ratelimit.LocalBuckets.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A share of each limit, held in this process by itself: {@link FailurePolicy#LOCAL}. It counts evenly (GCRA) whatever the
 * limits' algorithms, by the monotonic clock, for so many subjects and limits; beyond them, those nearest to having all their
 * permits again are forgotten. Every answer is degraded. Safe to share between threads: one lock, held for a microsecond.
 */
final class LocalLimits implements Limits {
    private static final int MOST_BUCKETS = 100_000;

    private final List<Limit> limits;
    private final List<LocalShare> shares;
    private final LongSupplier nanoTime;
    private final long origin;
    /** Guarded by this. */
    private final LocalBuckets buckets;

    /**
     * Shares that are full.
     *
     * @param share over 0 and at most 1; a limit is at least one permit
     * @param later the wait that is told to who asks for more than the share, but not more than the limit
     */
    LocalLimits(List<Limit> limits, double share, Duration later, LongSupplier nanoTime) {
        this(limits, share, later, nanoTime, MOST_BUCKETS);
    }

    LocalLimits(List<Limit> limits, double share, Duration later, LongSupplier nanoTime, int mostBuckets) {
        this.limits = limits;
        this.shares = limits.stream()
                .map(limit -> new LocalShare(limit, share, later))
                .toList();
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.buckets = new LocalBuckets(mostBuckets);
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public synchronized Decision acquire(Subject subject, long least, long most) {
        Usage usage = new Usage(subject);
        if (Standings.impossible(limits, least)) {
            List<Standing> standings = Standings.never(usage.standings(least), least);
            return new Decision(Decision.Outcome.IMPOSSIBLE, 0, standings, true);
        }
        long remaining = usage.remaining();
        long needed = Math.max(1, least); // a look asks for one
        if (remaining < needed) {
            return new Decision(Decision.Outcome.REFUSED, 0, usage.standings(needed), true);
        }
        long granted = Math.min(most, remaining);
        usage.take(granted);
        return new Decision(Decision.Outcome.ALLOWED, granted, usage.standings(0), true);
    }

    /** What Redis granted was not taken here. */
    @Override
    public synchronized Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        return new Usage(subject).standing(0);
    }

    @Override
    public synchronized Decision penalise(Subject subject, long permits) {
        Usage usage = new Usage(subject);
        return usage.standing(usage.takeUpTo(permits));
    }

    @Override
    public synchronized Decision reset(Subject subject) {
        Usage usage = new Usage(subject);
        usage.giveAllBack();
        return usage.standing(0);
    }

    /** How many buckets are kept. */
    synchronized int size() {
        return buckets.size();
    }

    /** What a subject has used of each share, now. */
    private final class Usage {
        private final long now = nanoTime.getAsLong() - origin;
        private final List<Place> places = new ArrayList<>(limits.size());
        private final long[] used = new long[limits.size()];

        Usage(Subject subject) {
            for (int i = 0; i < used.length; i++) {
                Place place = new Place(i, subject.required(limits.get(i).scope()));
                places.add(place);
                used[i] = Math.max(0, buckets.fullAt(place, now) - now);
            }
        }

        long remaining() {
            long fewest = Long.MAX_VALUE;
            for (int i = 0; i < used.length; i++) {
                fewest = Math.min(fewest, shares.get(i).remaining(used[i]));
            }
            return fewest;
        }

        void take(long permits) {
            for (int i = 0; i < used.length; i++) {
                set(i, shares.get(i).take(used[i], permits));
            }
        }

        /** Answers how many the share with the fewest had. */
        long takeUpTo(long permits) {
            long fewest = permits;
            for (int i = 0; i < used.length; i++) {
                long taken = Math.min(permits, shares.get(i).remaining(used[i]));
                set(i, shares.get(i).take(used[i], taken));
                fewest = Math.min(fewest, taken);
            }
            return fewest;
        }

        void giveAllBack() {
            for (int i = 0; i < used.length; i++) {
                set(i, 0);
            }
        }

        private void set(int limit, long nanos) {
            if (nanos != used[limit]) {
                used[limit] = nanos;
                buckets.fill(places.get(limit), now + nanos, now);
            }
        }

        List<Standing> standings(long permits) {
            List<Standing> standings = new ArrayList<>(used.length);
            for (int i = 0; i < used.length; i++) {
                standings.add(shares.get(i).standing(used[i], permits));
            }
            return standings;
        }

        Decision standing(long granted) {
            Decision.Outcome outcome = remaining() >= 1 ? Decision.Outcome.ALLOWED : Decision.Outcome.REFUSED;
            return new Decision(outcome, granted, standings(1), true);
        }
    }
}
