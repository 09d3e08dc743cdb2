package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Limits over a number that the test sets, which notes what it is asked. Not safe to share between threads. */
final class PoolLimits implements Limits {
    final List<String> asked = new ArrayList<>();
    Duration wait = Duration.ofMillis(300);
    long left;
    boolean degraded;
    /** Runs once, when the next question is asked, before it is answered. */
    Runnable first = () -> {};

    private final List<Limit> limits;

    PoolLimits(long left, Limit... limits) {
        this.left = left;
        this.limits = List.of(limits);
    }

    /** What was asked since this was last called. */
    List<String> drain() {
        List<String> drained = List.copyOf(asked);
        asked.clear();
        return drained;
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public Decision acquire(Subject subject, long least, long most) {
        return answer("acquire " + (least == most ? "" : least + " to ") + most, () -> {
            if (Standings.impossible(limits, least)) {
                return decision(Decision.Outcome.IMPOSSIBLE, 0);
            }
            long granted = least <= left ? Math.min(most, left) : 0;
            left -= granted;
            return decision(
                    granted > 0 || (most == 0 && left > 0) ? Decision.Outcome.ALLOWED : Decision.Outcome.REFUSED,
                    granted);
        });
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        return answer("refund " + permits, () -> {
            left += permits;
            return stands(0);
        });
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        return answer("penalise " + permits, () -> {
            long taken = Math.min(left, permits);
            left -= taken;
            return stands(taken);
        });
    }

    @Override
    public Decision reset(Subject subject) {
        return answer("reset", () -> {
            left = limits.get(0).capacity();
            return stands(0);
        });
    }

    private Decision answer(String question, Supplier<Decision> answer) {
        asked.add(question);
        Runnable before = first;
        first = () -> {};
        before.run();
        return answer.get();
    }

    private Decision stands(long granted) {
        return decision(left > 0 ? Decision.Outcome.ALLOWED : Decision.Outcome.REFUSED, granted);
    }

    private Decision decision(Decision.Outcome outcome, long granted) {
        Optional<Duration> retryAfter = switch (outcome) {
            case ALLOWED -> Optional.of(Duration.ZERO);
            case REFUSED -> Optional.of(wait);
            case IMPOSSIBLE -> Optional.empty();
        };
        List<Standing> standings = limits.stream()
                .map(limit -> new Standing(limit, left, retryAfter, wait.multipliedBy(2)))
                .toList();
        return new Decision(
                outcome,
                granted,
                standings,
                degraded,
                granted > 0 && !degraded ? Grants.now(limits.size()) : List.of());
    }
}
