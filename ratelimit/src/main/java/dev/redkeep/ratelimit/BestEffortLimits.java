package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Lookout;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Limits whose keys cannot share a slot: each is asked by itself, one after the other, and those that had granted get back what
 * not all of them grant. So it is not atomic: see {@link RateLimiterOptionsBuilder#bestEffort}. The limiter's deadline is for
 * all of it; what is given back goes on after it, and nobody waits for that.
 */
final class BestEffortLimits implements Limits {
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Redis redis;
    private final Duration patience;
    private final List<RateLimitCalls> calls;
    private final long deadlineNanos;
    private final LongSupplier nanoTime;
    private final Tally tally;
    private final List<Limit> limits;
    private final long capacity;

    /**
     * Limits, each with calls of its own.
     *
     * @param deadline for each operation on all of them
     */
    BestEffortLimits(Redis redis, List<RateLimitCalls> calls, Duration deadline, LongSupplier nanoTime, Tally tally) {
        this.redis = redis;
        this.patience = Lookout.patience(deadline);
        this.calls = List.copyOf(calls);
        this.deadlineNanos = deadline.toNanos();
        this.nanoTime = nanoTime;
        this.tally = tally;
        this.limits = calls.stream().map(part -> part.limits().get(0)).toList();
        this.capacity = limits.stream().mapToLong(Limit::capacity).min().orElseThrow();
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public Decision acquire(Subject subject, long least, long most) {
        if (most == 0) {
            return each(part -> part.peek(subject));
        }
        List<Decision> decisions = new ArrayList<>(calls.size());
        long granted = least <= capacity ? most : 0;
        long end = end();
        try {
            for (int i = 0; i < calls.size(); i++) {
                RedisLimits part = part(i, left(end));
                Decision decision = granted > 0 ? part.acquire(subject, least, granted) : part.look(subject, least);
                granted = Math.min(granted, decision.granted());
                decisions.add(decision);
            }
        } catch (RedisException failed) {
            giveBack(subject, decisions, 0, end);
            throw failed;
        }
        giveBack(subject, decisions, granted, end);
        Outcome refusal = least > capacity ? Outcome.IMPOSSIBLE : Outcome.REFUSED;
        return new Decision(
                granted > 0 ? Outcome.ALLOWED : refusal,
                granted,
                standings(decisions),
                false,
                grantedAt(decisions, granted));
    }

    /**
     * Gives back what some parts had granted over what is wanted, all at once, and puts what is left in the place of their
     * decisions as far as it is known in time.
     */
    private void giveBack(Subject subject, List<Decision> decisions, long wanted, long end) {
        Map<Integer, CompletableFuture<Decision>> refunds = new HashMap<>();
        for (int i = 0; i < decisions.size(); i++) {
            if (decisions.get(i).granted() > wanted) {
                refunds.put(
                        i,
                        part(i, deadlineNanos)
                                .keep(subject, decisions.get(i), wanted)
                                .whenComplete((done, lost) -> count(lost))
                                .toCompletableFuture());
            }
        }
        refunds.forEach((i, refund) -> {
            try {
                decisions.set(i, refund.get(Math.max(0, end - nanoTime.getAsLong()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException unknown) {
                // What it stood at is told; what is lost is counted, and comes back by itself.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt(); // the answer is known: only the standings are old
            }
        });
    }

    private void count(@Nullable Throwable lost) {
        if (lost != null) {
            tally.lostRefunds.increment();
        }
    }

    /** All are there only if each is. */
    @Override
    public CompletionStage<?> look(Subject subject) {
        return CompletableFuture.allOf(IntStream.range(0, calls.size())
                .mapToObj(i -> part(i, deadlineNanos).look(subject).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        if (grantedAt.isEmpty()) {
            return peek(subject);
        }
        long end = end();
        return all(i -> part(i, left(end)).refund(subject, permits, List.of(grantedAt.get(i))));
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        return each(part -> part.penalise(subject, permits));
    }

    @Override
    public Decision reset(Subject subject) {
        return each(part -> part.reset(subject));
    }

    private Decision each(Function<RedisLimits, Decision> ask) {
        long end = end();
        return all(i -> ask.apply(part(i, left(end))));
    }

    private Decision all(IntFunction<Decision> ask) {
        List<Decision> decisions = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            decisions.add(ask.apply(i));
        }
        boolean allowed = decisions.stream().allMatch(Decision::allowed);
        long granted = decisions.stream().mapToLong(Decision::granted).min().orElseThrow();
        return new Decision(
                allowed ? Outcome.ALLOWED : Outcome.REFUSED,
                granted,
                standings(decisions),
                false,
                grantedAt(decisions, granted));
    }

    /** Each by its own server's clock. */
    private static List<Instant> grantedAt(List<Decision> decisions, long granted) {
        return granted == 0
                ? List.of()
                : decisions.stream()
                        .map(decision -> decision.grantedAt().get(0))
                        .toList();
    }

    private long end() {
        return nanoTime.getAsLong() + deadlineNanos;
    }

    /** At least a millisecond, the least that the client takes: it then says itself that the time is over. */
    private long left(long end) {
        return Math.max(LEAST_NANOS, end - nanoTime.getAsLong());
    }

    private RedisLimits part(int i, long nanos) {
        return new RedisLimits(redis.within(Duration.ofNanos(nanos)), patience, calls.get(i));
    }

    private static List<Standing> standings(List<Decision> decisions) {
        return decisions.stream().map(decision -> decision.standings().get(0)).toList();
    }
}
