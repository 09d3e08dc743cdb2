package dev.redkeep.cache;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.ServerClock;
import dev.redkeep.core.client.ServerClock.Bounds;
import dev.redkeep.core.key.Key;
import java.util.Optional;

/** The present by the servers' clocks, from the answers of scripts; one trip more if none came lately. Never this process' wall clock. */
final class Times {
    private static final long WIDEST_MILLIS = 1_000;

    private final Redis redis;
    private final ServerClock clock = new ServerClock(System::nanoTime, WIDEST_MILLIS);

    Times(Redis redis) {
        this.redis = redis;
    }

    /** To be read before a call whose answer tells the time. */
    long timer() {
        return clock.timer();
    }

    void learn(long askedAt, long serverMillis) {
        clock.learn(askedAt, serverMillis);
    }

    /**
     * Unix milliseconds that are not later than the present, nor earlier.
     *
     * @param key whose node to ask if nothing is known
     */
    Bounds present(Key key) {
        Optional<Bounds> known = known();
        return known.isPresent() ? known.get() : asked(key);
    }

    /** The same without asking; empty if nothing is known. */
    Optional<Bounds> known() {
        return clock.present();
    }

    private Bounds asked(Key key) {
        long askedAt = timer();
        long millis = redis.run(CacheScripts.TIME.on(key));
        learn(askedAt, millis);
        return new Bounds(millis, millis + timer() - askedAt + 1);
    }
}
