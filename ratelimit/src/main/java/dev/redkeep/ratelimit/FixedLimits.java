package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers every subject alike, and counts nothing. */
final class FixedLimits implements Limits {
    private final List<Limit> limits;
    private final List<Standing> standings;
    private final boolean allows;
    private final boolean degraded;

    private FixedLimits(List<Limit> limits, List<Standing> standings, boolean allows, boolean degraded) {
        this.limits = limits;
        this.standings = standings;
        this.allows = allows;
        this.degraded = degraded;
    }

    /** The policy {@link FailurePolicy#OPEN}: allows all but the impossible, which does not depend on Redis. */
    static FixedLimits open(List<Limit> limits) {
        return new FixedLimits(limits, Standings.full(limits), true, true);
    }

    /** The policy {@link FailurePolicy#CLOSED}: refuses, and says when to ask again. */
    static FixedLimits closed(List<Limit> limits, Duration retryAfter) {
        return new FixedLimits(limits, Standings.empty(limits, retryAfter), false, true);
    }

    /** No limits: allows everything. That was asked for, so it is not degraded. */
    static FixedLimits none(List<Limit> limits) {
        return new FixedLimits(limits, Standings.full(limits), true, false);
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public Decision acquire(Subject subject, long least, long most) {
        if (degraded && Standings.impossible(limits, least)) {
            return new Decision(Decision.Outcome.IMPOSSIBLE, 0, Standings.never(standings, least), degraded);
        }
        if (!allows) {
            return standing(0);
        }
        long granted = degraded ? Math.min(most, Standings.remaining(standings)) : most;
        return standing(granted);
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        return standing(0);
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        return standing(0);
    }

    @Override
    public Decision reset(Subject subject) {
        return standing(0);
    }

    private Decision standing(long granted) {
        return new Decision(allows ? Decision.Outcome.ALLOWED : Decision.Outcome.REFUSED, granted, standings, degraded);
    }
}
