package dev.redkeep.cache;

import dev.redkeep.core.client.RedisException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which refusals are news: the first of an operation and kind, and the first after a minute without one, in which it worked or was
 * not tried. So one that works for some keys only is not told each time that it works between. Safe to share between threads.
 */
final class Refusals {
    private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoClock;
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    Refusals(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    boolean isNews(RedisException refusal) {
        long now = nanoClock.getAsLong();
        Long before = last.put(refusal.operation() + ' ' + refusal.getClass().getName(), now);
        return before == null || now - before >= QUIET;
    }
}
