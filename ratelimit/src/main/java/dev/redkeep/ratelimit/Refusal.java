package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A refusal that is remembered.
 *
 * @param cost how many permits were asked for
 * @param standings how the subject stood
 * @param changes what {@link SharedChanges#of} told before
 * @param at when the answer came, by the monotonic clock in nanoseconds, as is the next
 * @param until until when it is repeated
 */
record Refusal(Subject subject, long cost, List<Standing> standings, int changes, long at, long until)
        implements SubjectTable.Entry {
    @Override
    public long usefulUntil() {
        return until;
    }

    @Override
    public void removed() {}

    /** Whether a request for so many permits would be refused too, and all that is told of it can be worked out. */
    boolean covers(long asked, long now) {
        if (asked < cost || now - until >= 0) {
            return false;
        }
        for (int i = 0; asked > cost && i < standings.size(); i++) {
            if (!tells(standings.get(i), asked)) {
                return false;
            }
        }
        return true;
    }

    /** Not of sliding windows: the wait for more depends on when each permit was taken. */
    private static boolean tells(Standing standing, long asked) {
        Limit limit = standing.limit();
        return limit.algorithm().bursts()
                || limit.algorithm() == Algorithm.FIXED_WINDOW
                || asked <= standing.remaining()
                || asked > limit.capacity();
    }

    /** The answer to a request that it covers. */
    Decision repeated(long asked, long now) {
        List<Standing> standing = Standings.later(standings, now - at);
        if (asked > cost) {
            List<Standing> more =
                    standing.stream().map(each -> forMore(each, asked)).toList();
            boolean never = more.stream().anyMatch(each -> each.retryAfter().isEmpty());
            return new Decision(never ? Decision.Outcome.IMPOSSIBLE : Decision.Outcome.REFUSED, 0, more, false);
        }
        return new Decision(Decision.Outcome.REFUSED, 0, standing, false);
    }

    private Standing forMore(Standing standing, long asked) {
        Limit limit = standing.limit();
        if (asked > limit.capacity()) {
            return Standing.never(limit, standing.remaining(), standing.resetAfter());
        }
        Duration wait = standing.retryAfter().orElseThrow(); // what is impossible is not remembered
        if (asked > standing.remaining()) {
            wait = limit.algorithm().bursts() ? inBucket(standing, wait, asked) : standing.resetAfter();
        }
        return new Standing(limit, standing.remaining(), wait, standing.resetAfter());
    }

    /** A bucket fills evenly: so many permits more come that much later, and all but some that much earlier than all. */
    private Duration inBucket(Standing standing, Duration wait, long asked) {
        Limit limit = standing.limit();
        if (!wait.isZero()) {
            return wait.plus(Duration.of(limit.micros(asked - cost), ChronoUnit.MICROS));
        }
        // Of what is subtracted no fraction may be rounded up.
        long less = limit.micros(limit.capacity() - asked) - (limit.algorithm() == Algorithm.GCRA ? 0 : 1);
        return Standings.micros(standing.resetAfter().toNanos() - less * 1_000);
    }
}
