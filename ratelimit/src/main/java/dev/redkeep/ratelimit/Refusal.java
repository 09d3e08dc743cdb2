package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.List;

/**
 * A refusal that is remembered.
 *
 * @param cost how many permits were asked for
 * @param standings how the subject stood
 * @param at when the answer came, by the monotonic clock in nanoseconds, as is the next
 * @param until until when it is repeated
 */
record Refusal(Subject subject, long cost, List<Standing> standings, long at, long until)
        implements SubjectTable.Entry {
    @Override
    public long usefulUntil() {
        return until;
    }

    @Override
    public void removed() {}

    /** Whether a request for so many permits would be refused too. */
    boolean covers(long asked, long now) {
        return asked >= cost && now - until < 0;
    }

    /** The answer to a request that it covers. */
    Decision repeated(long asked, long now) {
        List<Standing> standing = Standings.later(standings, now - at);
        if (asked > cost) {
            List<Standing> more =
                    standing.stream().map(each -> forMore(each, asked)).toList();
            boolean never = more.stream().anyMatch(each -> each.retryAfter().equals(Standing.NEVER));
            return new Decision(never ? Decision.Outcome.IMPOSSIBLE : Decision.Outcome.REFUSED, 0, more, false);
        }
        return new Decision(Decision.Outcome.REFUSED, 0, standing, false);
    }

    /** A bucket that refused fills evenly, so that the wait for more is known; of a window it is told too short. */
    private Standing forMore(Standing standing, long asked) {
        Limit limit = standing.limit();
        Duration wait = standing.retryAfter();
        if (asked > limit.capacity()) {
            wait = Standing.NEVER;
        } else if (limit.algorithm().bursts() && asked > standing.remaining()) {
            long permits = asked - (wait.isZero() ? standing.remaining() : cost);
            double nanos = (double) limit.period().toNanos() / limit.permits() * permits;
            wait = wait.plus(Standings.micros((long) Math.ceil(nanos)));
        }
        return new Standing(limit, standing.remaining(), wait, standing.resetAfter());
    }
}
