package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request at all limits of a limiter. Times are to the microsecond, rounded up, so that who waits as told
 * is not refused again for having waited too short.
 *
 * @param outcome whether it was allowed
 * @param granted how many permits it got; 0 if it was refused. Pass the decision to {@code refund} to give them back
 * @param standings how the subject stands at each limit, in the limiter's order
 * @param degraded whether Redis did not decide, since it is away or refused to: the limiter's failure policy did. To refund what
 *     was granted so gives nothing back, since nothing was taken in Redis
 * @param grantedAt when each limit granted the permits, in the limiter's order, by the clock of its server: what a refund needs
 *     to know. Empty if nothing was taken in Redis: the request was refused, or the limiter's failure policy or shadow mode let
 *     it pass
 */
public record Decision(
        Outcome outcome, long granted, List<Standing> standings, boolean degraded, List<Instant> grantedAt) {
    private static final Duration LONGEST = ChronoUnit.FOREVER.getDuration();
    /** Who has nothing left at two limits waits for the later reset. */
    private static final Comparator<Standing> DECISIVE = Comparator.comparing(
                    (Standing standing) -> standing.retryAfter().orElse(LONGEST))
            .thenComparing(Comparator.comparing(Standing::remaining).reversed())
            .thenComparing(Standing::resetAfter);

    /** Whether a request was allowed. */
    public enum Outcome {
        /** It was. */
        ALLOWED,
        /** Not now: {@link Decision#retryAfter} tells when. */
        REFUSED,
        /** Never: it asks for more than a limit ever has. */
        IMPOSSIBLE
    }

    /**
     * Copies the lists.
     *
     * @param outcome see the record
     * @param granted see the record
     * @param standings see the record
     * @param degraded see the record
     * @param grantedAt see the record
     * @throws IllegalArgumentException if there is no standing, or neither none nor a moment for each
     */
    public Decision {
        standings = List.copyOf(standings);
        grantedAt = List.copyOf(grantedAt);
        if (standings.isEmpty()) {
            throw new IllegalArgumentException("standings must not be empty");
        }
        if (!grantedAt.isEmpty() && grantedAt.size() != standings.size()) {
            throw new IllegalArgumentException("grantedAt must be empty or have a moment for each standing");
        }
    }

    /**
     * A decision by which nothing was taken in Redis.
     *
     * @param outcome see the record
     * @param granted see the record
     * @param standings see the record
     * @param degraded see the record
     * @throws IllegalArgumentException if there is no standing
     */
    public Decision(Outcome outcome, long granted, List<Standing> standings, boolean degraded) {
        this(outcome, granted, standings, degraded, List.of());
    }

    /**
     * Whether the request may go on.
     *
     * @return true if it was granted
     */
    public boolean allowed() {
        return outcome == Outcome.ALLOWED;
    }

    /**
     * The most that the decisive limit grants at once: the one that makes wait longest, else the one with the fewest permits
     * left, else the one that needs longest until all are there again.
     *
     * @return from 1
     */
    public long limit() {
        return decisive().limit().capacity();
    }

    /**
     * How many permits the decisive limit has left.
     *
     * @return from 0
     */
    public long remaining() {
        return decisive().remaining();
    }

    /**
     * How long to wait before the same request can be granted, if nobody else asks.
     *
     * @return zero if it was allowed; empty if it is impossible
     */
    public Optional<Duration> retryAfter() {
        return switch (outcome) {
            case ALLOWED -> Optional.of(Duration.ZERO);
            case REFUSED -> decisive().retryAfter();
            case IMPOSSIBLE -> Optional.empty();
        };
    }

    /**
     * How long until all permits of the decisive limit are there again.
     *
     * @return zero if they are
     */
    public Duration resetAfter() {
        return decisive().resetAfter();
    }

    /**
     * The limit that refused.
     *
     * @return the one that makes wait longest; empty if the request was allowed
     */
    public Optional<Limit> refusedBy() {
        return allowed() ? Optional.empty() : Optional.of(decisive().limit());
    }

    private Standing decisive() {
        Standing decisive = standings.get(0);
        for (int i = 1; i < standings.size(); i++) {
            if (DECISIVE.compare(standings.get(i), decisive) > 0) {
                decisive = standings.get(i);
            }
        }
        return decisive;
    }
}
