package dev.redkeep.ratelimit;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The calls of the scripts: which keys and arguments each gets, in the order of its header. */
final class RateLimitCalls {
    private final List<Limit> limits;
    private final List<KeyPattern1<String>> patterns;
    private final RateLimitScripts scripts;
    /** The span and the most of each limit, as its algorithm's prelude wants them. */
    private final List<byte[]> bounds = new ArrayList<>();

    private RateLimitCalls(List<Limit> limits, List<KeyPattern1<String>> patterns, RateLimitScripts scripts) {
        this.limits = limits;
        this.patterns = patterns;
        this.scripts = scripts;
        for (Limit limit : limits) {
            bounds.add(span(limit).getBytes(StandardCharsets.US_ASCII));
            bounds.add(Long.toString(limit.capacity()).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * One for all limits, or one for each where they cannot share a slot of a Cluster and best effort is asked for.
     *
     * @throws IllegalArgumentException if they cannot, and it is not
     */
    static List<RateLimitCalls> of(
            RateLimiterOptions options, boolean cluster, Function<List<Limit>, RateLimitScripts> scripts) {
        List<Limit> limits = options.limits();
        List<KeyPattern1<String>> patterns = RateLimitKeys.of(options);
        if (!cluster || RateLimitKeys.shareSlot(options)) {
            return List.of(new RateLimitCalls(limits, patterns, scripts.apply(limits)));
        } else if (!options.bestEffort()) {
            throw new IllegalArgumentException(
                    "limits must lie in one slot of the Cluster: in the documented layout, or with"
                            + " scopes that differ, they do not. Use KeyLayout.HARDENED and one scope, or bestEffort()");
        }
        return IntStream.range(0, limits.size())
                .mapToObj(i -> {
                    List<Limit> one = List.of(limits.get(i));
                    return new RateLimitCalls(one, List.of(patterns.get(i)), scripts.apply(one));
                })
                .toList();
    }

    List<Limit> limits() {
        return limits;
    }

    /** Permits, of which some number is the least that is of use. */
    ScriptCall<Counts> acquire(Subject subject, long permits, long least) {
        return of(scripts.acquire, subject, permits, least);
    }

    /** Looks, and tells the wait for some permits. */
    ScriptCall<Counts> peek(Subject subject, long least) {
        return of(scripts.peek, subject, 0, least);
    }

    /** Looks for nobody. */
    ScriptCall<Counts> warmUp() {
        Subject nobody = Subject.of(limits.get(0).scope(), WarmUp.CLIENT);
        for (Limit limit : limits) {
            nobody = nobody.has(limit.scope()) ? nobody : nobody.and(limit.scope(), WarmUp.CLIENT);
        }
        return peek(nobody, 1);
    }

    /** Permits that each limit granted at some time, as {@link Decision#grantedAt} told. */
    ScriptCall<Counts> refund(Subject subject, long permits, List<Instant> grantedAt) {
        ScriptCall<Counts> call = scripts.refund.on(keys(subject)).arg(permits);
        for (int i = 0; i < limits.size(); i++) {
            call.arg(bounds.get(2 * i)).arg(bounds.get(2 * i + 1)).arg(Counts.micros(grantedAt.get(i)));
        }
        return call;
    }

    ScriptCall<Counts> penalise(Subject subject, long permits) {
        return of(scripts.penalise, subject, permits, 0);
    }

    /** Where a subject is counted, in the order of the limits. */
    List<Key> keys(Subject subject) {
        List<Key> keys = new ArrayList<>(patterns.size());
        for (int i = 0; i < patterns.size(); i++) {
            keys.add(patterns.get(i).key(subject.required(limits.get(i).scope())));
        }
        return keys;
    }

    private ScriptCall<Counts> of(Script<Counts> script, Subject subject, long permits, long least) {
        ScriptCall<Counts> call = script.on(keys(subject)).arg(permits).arg(least);
        bounds.forEach(call::arg);
        return call;
    }

    static String span(Limit limit) {
        return switch (limit.algorithm()) {
            case GCRA -> Long.toString(limit.micros(1));
            case TOKEN_BUCKET -> Double.toString((double) limit.periodMicros() / limit.permits());
            case SLIDING_WINDOW_LOG, SLIDING_WINDOW_COUNTER, FIXED_WINDOW -> Long.toString(limit.periodMicros());
            case CONCURRENCY -> throw new IllegalStateException("a limiter's options refuse it");
        };
    }
}
