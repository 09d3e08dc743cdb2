package dev.redkeep.ratelimit;

import dev.redkeep.core.key.Key;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A permit by a lease in Redis. A degraded one may have a lease too, if Redis answered too late; so it is given back as any
 * other, but counts as held while it is not closed.
 */
final class Lease implements Permit {
    private final RedisConcurrencyLimiter limiter;
    private final Key key;
    private final String id;
    private final boolean degraded;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(RedisConcurrencyLimiter limiter, Key key, String id, Decision decision) {
        this.limiter = limiter;
        this.key = key;
        this.id = id;
        this.degraded = decision.degraded();
    }

    @Override
    public boolean renew() {
        return !closed.get() && (degraded || limiter.renew(key, id));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && !limiter.release(key, id) && !degraded) {
            limiter.countUnreleased();
        }
    }
}
