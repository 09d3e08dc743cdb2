package dev.redkeep.ratelimit;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Limits whose keys cannot share a slot: each is asked by itself, one after the other, and those that had granted get back what
 * not all of them grant. So it is not atomic: see {@link RateLimiterOptions.Builder#bestEffort}.
 */
final class BestEffortLimits implements Limits {
    private final List<Limit> limits;
    private final List<RedisLimits> parts;
    private final long capacity;

    /** Each part holds one limit. */
    BestEffortLimits(List<RedisLimits> parts) {
        this.parts = List.copyOf(parts);
        this.limits = parts.stream().map(part -> part.limits().get(0)).toList();
        this.capacity = limits.stream().mapToLong(Limit::capacity).min().orElseThrow();
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public Decision acquire(Subject subject, long cost, boolean upTo) {
        Permits.check(upTo ? "most" : "cost", cost, upTo ? 1 : 0);
        if (cost == 0) {
            return each(part -> part.acquire(subject, 0, false));
        }
        List<Decision> decisions = new ArrayList<>(parts.size());
        long granted = upTo || cost <= capacity ? cost : 0;
        try {
            for (RedisLimits part : parts) {
                Decision decision =
                        granted > 0 ? part.acquire(subject, granted, upTo) : part.look(subject, upTo ? 1 : cost);
                granted = Math.min(granted, decision.granted());
                decisions.add(decision);
            }
        } catch (RedisException failed) {
            giveBack(subject, decisions, 0);
            throw failed;
        }
        giveBack(subject, decisions, granted);
        Outcome refusal = cost > capacity && !upTo ? Outcome.IMPOSSIBLE : Outcome.REFUSED;
        return new Decision(granted > 0 ? Outcome.ALLOWED : refusal, granted, standings(decisions), false);
    }

    /** Gives back what some parts had granted over what is wanted, and puts their new standings in the place of the old. */
    private void giveBack(Subject subject, List<Decision> decisions, long wanted) {
        for (int i = 0; i < decisions.size(); i++) {
            long over = decisions.get(i).granted() - wanted;
            if (over > 0) {
                try {
                    decisions.set(i, parts.get(i).refund(subject, over));
                } catch (RedisException lost) {
                    // The permits are lost until they come back by themselves; the client has counted the failure.
                }
            }
        }
    }

    @Override
    public Decision refund(Subject subject, long permits) {
        return each(part -> part.refund(subject, permits));
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        return each(part -> part.penalise(subject, permits));
    }

    @Override
    public void reset(Subject subject) {
        parts.forEach(part -> part.reset(subject));
    }

    private Decision each(Function<RedisLimits, Decision> ask) {
        List<Decision> decisions = parts.stream().map(ask).toList();
        boolean allowed = decisions.stream().allMatch(Decision::allowed);
        long granted = decisions.stream().mapToLong(Decision::granted).min().orElseThrow();
        return new Decision(allowed ? Outcome.ALLOWED : Outcome.REFUSED, granted, standings(decisions), false);
    }

    private static List<Standing> standings(List<Decision> decisions) {
        return decisions.stream().map(decision -> decision.standings().get(0)).toList();
    }
}
