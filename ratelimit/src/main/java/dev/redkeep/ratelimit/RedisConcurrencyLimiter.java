package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** A concurrency limit in one sorted set for each client. */
final class RedisConcurrencyLimiter implements ConcurrencyLimiter {
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Redis redis;
    private final ConcurrencyOptions options;
    private final ConcurrencyScripts scripts;
    private final Limit limit;
    private final KeyPattern1<String> pattern;
    private final long leaseMicros;
    private final Breaker breaker;
    private final LongAdder allowed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder degraded = new LongAdder();
    private final LongAdder unreleased = new LongAdder();

    RedisConcurrencyLimiter(Redis redis, ConcurrencyOptions options, ConcurrencyScripts scripts) {
        this.redis = redis.within(options.deadline());
        this.options = options;
        this.scripts = scripts;
        this.limit = options.limit();
        this.pattern = RateLimitKeys.of(options.prefix(), limit).in(options.layout());
        this.leaseMicros = options.lease().toNanos() / 1_000;
        this.breaker = new Breaker(options.probeEvery());
    }

    @Override
    public Admission tryAcquire(String client) {
        Key key = key(client);
        String id = newId();
        Decision decision = ask(() -> redis.run(scripts.acquire
                        .on(key)
                        .arg(options.most())
                        .arg(leaseMicros)
                        .arg(id)))
                .map(this::decision)
                .orElseGet(this::degradedDecision);
        (decision.allowed() ? allowed : refused).increment();
        return new Admission(
                decision, decision.allowed() ? Optional.of(new Lease(this, key, id, decision)) : Optional.empty());
    }

    @Override
    public long held(String client) {
        return redis.run(scripts.held.on(key(client)));
    }

    @Override
    public void reset(String client) {
        Key key = key(client);
        redis.execute("concurrency.reset", key, commands -> commands.del(key.bytes()));
    }

    @Override
    public ConcurrencyStats stats() {
        return new ConcurrencyStats(allowed.sum(), refused.sum(), degraded.sum(), unreleased.sum());
    }

    boolean renew(Key key, String id) {
        return ask(() -> redis.run(scripts.renew.on(key).arg(leaseMicros).arg(id)))
                .orElseGet(() -> options.onFailure() == FailurePolicy.OPEN);
    }

    /** Whether it was; nobody waits for it while Redis is away, and no work fails for it. */
    boolean release(Key key, String id) {
        if (breaker.isOpen()) {
            return false;
        }
        int closings = breaker.closings();
        try {
            byte[] member = id.getBytes(StandardCharsets.US_ASCII);
            redis.execute("concurrency.release", key, commands -> commands.zrem(key.bytes(), member));
            return true;
        } catch (RedisException failure) {
            opens(failure, closings);
            return false;
        }
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
        Standing full = new Standing(limit, 0, options.probeEvery(), options.probeEvery());
        return new Decision(Outcome.REFUSED, 0, List.of(full), true);
    }

    /** Empty while Redis is away, if the policy has an answer then. */
    private <R> Optional<R> ask(Supplier<R> call) {
        boolean away = breaker.isOpen();
        if (away && !breaker.beginProbe()) {
            degraded.increment();
            return Optional.empty();
        }
        int closings = breaker.closings();
        try {
            R answer = call.get();
            if (away) {
                breaker.close();
            }
            return Optional.of(answer);
        } catch (RedisException failure) {
            if (away && !Breaker.meansAway(failure)) {
                breaker.close(); // it answers, if only to refuse
            }
            if (options.onFailure() == FailurePolicy.THROW || !Breaker.meansAway(failure)) {
                throw failure;
            }
            opens(failure, closings);
            degraded.increment();
            return Optional.empty();
        } finally {
            if (away) {
                breaker.endProbe(false);
            }
        }
    }

    /** Where the policy is to throw, the breaker stays closed: every call asks. */
    private void opens(RedisException failure, int closings) {
        if (options.onFailure() != FailurePolicy.THROW) {
            breaker.opensAt(failure, closings);
        }
    }

    private Key key(String client) {
        return pattern.key(Subject.client(client).value(Limit.CLIENT));
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
