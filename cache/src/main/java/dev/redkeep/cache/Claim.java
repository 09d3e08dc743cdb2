package dev.redkeep.cache;

import dev.redkeep.cache.CacheScripts.Grant;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One caller's wish to load or write one value, for the fleet. Used by one thread at a time. */
final class Claim<K, V> {
    /** Begins a writer's token: see {@code begin_write.lua}. */
    static final String WRITER = "w:";

    /** Begins a loader's. */
    static final String LOADER = "l:";

    private static final String PROCESS = Long.toHexString(new SecureRandom().nextLong());
    private static final AtomicLong NEXT = new AtomicLong();

    final Address<K> at;
    final Look<V> look;
    final String token;
    Taken taken = Taken.NONE;

    @Nullable
    Grant grant;

    /**
     * Nothing is claimed yet.
     *
     * @param look what the caller saw
     * @param kind {@link #LOADER} or {@link #WRITER}
     */
    Claim(Address<K> at, Look<V> look, String kind) {
        this.at = at;
        this.look = look;
        this.token = kind + PROCESS + ':' + Long.toHexString(NEXT.incrementAndGet());
    }

    boolean is(Grant.State state) {
        return grant != null && grant.state() == state;
    }
}
