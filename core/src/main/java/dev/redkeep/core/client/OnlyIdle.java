package dev.redkeep.core.client;

import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Keeps the threads of callers from connecting. A pool opens a connection whenever it lacks one, on whatever thread asks;
 * Jedis asks for the address just before, and a caller's thread is refused there.
 */
final class OnlyIdle {
    private static final ThreadLocal<Boolean> REFUSED = new ThreadLocal<>();

    private OnlyIdle() {}

    /** The result, or null if there would have been something to open. */
    static <T> @Nullable T take(Callable<T> use) throws Exception {
        REFUSED.set(true);
        try {
            return use.call();
        } catch (NoSuchElementException busy) {
            return null;
        } catch (JedisException failed) {
            if (failed.getCause() instanceof WouldConnect) {
                return null;
            }
            throw failed;
        } finally {
            REFUSED.remove();
        }
    }

    /**
     * Uses a connection that is open. If it was cut off meanwhile Jedis would open it anew by itself, with neither credentials
     * nor database.
     */
    static <T> T use(Supplier<T> use) {
        REFUSED.set(true);
        try {
            return use.get();
        } finally {
            REFUSED.remove();
        }
    }

    /** Where Jedis asks for the address to connect to. */
    static HostAndPort address(HostAndPort address) {
        if (REFUSED.get() != null) {
            throw new WouldConnect();
        }
        return address;
    }

    /** Has no stack trace: it is part of the normal course. */
    private static final class WouldConnect extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WouldConnect() {
            super("a caller's thread does not connect", null, false, false);
        }
    }
}
