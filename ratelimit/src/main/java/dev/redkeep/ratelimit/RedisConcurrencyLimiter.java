package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Lookout;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A concurrency limit in one sorted set for each client. */
final class RedisConcurrencyLimiter implements ConcurrencyLimiter {
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Redis redis;
    private final Redis patient;
    private final ConcurrencyOptions options;
    private final ConcurrencyScripts scripts;
    private final Patience patience;
    private final Limit limit;
    private final KeyPattern1<String> pattern;
    private final long leaseMicros;
    private final Guard guard;
    private final LongAdder allowed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder degraded = new LongAdder();
    private final LongAdder unreleased = new LongAdder();

    RedisConcurrencyLimiter(Redis redis, ConcurrencyOptions options, ConcurrencyScripts scripts, Patience patience) {
        this.redis = redis.within(options.deadline());
        this.patient = redis.within(Lookout.patience(options.deadline()));
        this.options = options;
        this.scripts = scripts;
        this.patience = patience;
        this.limit = options.limit();
        this.pattern = RateLimitKeys.of(options.prefix(), limit).in(options.layout());
        this.leaseMicros = options.lease().toNanos() / 1_000;
        this.guard = new Guard("concurrency limiter", options.probeEvery(), System::nanoTime, () -> {});
    }

    @Override
    public Admission tryAcquire(String client) {
        Key key = key(client);
        return counted(ask(key));
    }

    /** A place can be given back before its lease ends, which is what a refusal tells. */
    @Override
    public Admission acquire(String client, Duration patience) throws InterruptedException {
        Key key = key(client);
        return counted(this.patience.acquire(() -> ask(key), Admission::decision, true, patience));
    }

    private Admission counted(Admission admission) {
        (admission.allowed() ? allowed : refused).increment();
        return admission;
    }

    private Admission ask(Key key) {
        String id = newId();
        Decision decision = guard.ask(
                "concurrency.acquire",
                () -> decision(redis.run(scripts.acquire
                        .on(key)
                        .arg(options.most())
                        .arg(leaseMicros)
                        .arg(id))),
                look(key),
                policy(this::degradedDecision));
        return new Admission(
                decision, decision.allowed() ? Optional.of(new Lease(this, key, id, decision)) : Optional.empty());
    }

    @Override
    public long held(String client) {
        return held(redis, client);
    }

    /** As through another view on the client, with a deadline of its own. */
    long held(Redis through, String client) {
        Key key = key(client);
        return guard.ask(
                "concurrency.held", () -> through.run(scripts.held.on(key).arg(leaseMicros)), look(key), null);
    }

    @Override
    public void reset(String client) {
        Key key = key(client);
        guard.ask(
                "concurrency.reset",
                () -> redis.execute("concurrency.reset", key, commands -> commands.del(key.bytes())),
                look(key),
                null);
    }

    @Override
    public ConcurrencyStats stats() {
        return new ConcurrencyStats(allowed.sum(), refused.sum(), degraded.sum(), unreleased.sum());
    }

    boolean renew(Key key, String id) {
        return guard.ask(
                "concurrency.renew",
                () -> redis.run(scripts.renew.on(key).arg(leaseMicros).arg(id)),
                look(key),
                policy(() -> options.onFailure() == FailurePolicy.OPEN));
    }

    /** Whether it was; no work fails for it, and while Redis is away nobody waits for it. */
    boolean release(Key key, String id) {
        byte[] member = id.getBytes(StandardCharsets.US_ASCII);
        return guard.ask(
                "concurrency.release",
                () -> {
                    redis.execute("concurrency.release", key, commands -> commands.zrem(key.bytes(), member));
                    return true;
                },
                look(key),
                () -> false);
    }

    private Supplier<CompletionStage<Long>> look(Key key) {
        return () -> patient.runAsync(scripts.held.on(key).arg(leaseMicros));
    }

    /** A lease was left to end by itself. */
    void countUnreleased() {
        unreleased.increment();
    }

    private Decision decision(ConcurrencyScripts.Taken taken) {
        Standing standing = new Standing(limit, taken.remaining(), taken.retryAfter(), taken.resetAfter());
        return taken.taken()
                ? new Decision(Outcome.ALLOWED, 1, List.of(standing), false)
                : new Decision(Outcome.REFUSED, 0, List.of(standing), false);
    }

    private Decision degradedDecision() {
        if (options.onFailure() == FailurePolicy.OPEN) {
            Standing free = new Standing(limit, limit.capacity(), Duration.ZERO, Duration.ZERO);
            return new Decision(Outcome.ALLOWED, 1, List.of(free), true);
        }
        Duration later = Guard.later(options.probeEvery());
        return new Decision(Outcome.REFUSED, 0, List.of(new Standing(limit, 0, later, later)), true);
    }

    /** The failure policy's answer, counted; null to throw. */
    private <R> @Nullable Supplier<R> policy(Supplier<R> answer) {
        if (options.onFailure() == FailurePolicy.THROW) {
            return null;
        }
        return () -> {
            degraded.increment();
            return answer.get();
        };
    }

    private Key key(String client) {
        return pattern.key(Subject.client(client).required(Limit.CLIENT));
    }

    /** It tells how long the lease lasts, whoever reads it: limiters with another lease time may share the key. */
    private String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id) + ':' + leaseMicros;
    }
}
