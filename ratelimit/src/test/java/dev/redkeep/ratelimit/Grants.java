package dev.redkeep.ratelimit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Decisions to be refunded, as if Redis had just granted so many permits. */
final class Grants {
    private Grants() {}

    static Decision of(long permits, Limit... limits) {
        return new Decision(
                Decision.Outcome.ALLOWED, permits, Standings.full(List.of(limits)), false, now(limits.length));
    }

    static List<Instant> now(int limits) {
        return Collections.nCopies(limits, Instant.now());
    }

    /** All that was granted. */
    static Decision refund(Limits limits, Subject subject, Decision decision) {
        return limits.refund(subject, decision.granted(), decision.grantedAt());
    }
}
