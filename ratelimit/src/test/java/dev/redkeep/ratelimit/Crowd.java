package dev.redkeep.ratelimit;

import dev.redkeep.testing.RedisServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.RedisClient;

/** Sixty-four threads that ask again and again, while something happens to the server. */
final class Crowd {
    /** Answers whether it was served. */
    interface Asking {
        boolean ask(int thread);
    }

    private volatile boolean over;

    /** Runs what happens while the crowd asks, and returns when all of it has ended. */
    void during(Asking asking, Runnable happening) {
        CompletableFuture<Void> all = CompletableFuture.runAsync(
                () -> Together.run(thread -> {
                    while (!over) {
                        if (!asking.ask(thread)) {
                            // Who is refused comes again soon, but leaves the processors to the servers meanwhile.
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                        }
                    }
                }),
                Crowd::begin);
        try {
            happening.run();
        } finally {
            over = true;
            all.join();
        }
    }

    /** On a thread of its own: the common pool may have one only, which others need. */
    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "crowd");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server's clock. */
    static long micros(RedisServer server) {
        try (RedisClient raw = Patient.raw(server)) {
            return (Long) raw.eval("local time = redis.call('TIME') return time[1] * 1000000 + time[2]");
        }
    }
}
