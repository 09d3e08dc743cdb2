package dev.redkeep.benchmarks.memory;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.ratelimit.Algorithm;
import dev.redkeep.ratelimit.FailurePolicy;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.RateLimiter;
import dev.redkeep.ratelimit.RateLimiterOptions;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.Jedis;

/** What a million clients with a request each take in Redis, by each algorithm. */
public final class LimitMemory {
    private static final int CLIENTS = 1_000_000;
    private static final int THREADS = 64;

    private LimitMemory() {}

    /** Fills a server of its own, and prints a Markdown table. The server is EMPTIED. */
    public static void print() throws Exception {
        System.out.println("| algorithm | bytes a client | 1,000,000 clients |\n|---|---:|---:|");
        try (RedisServer server = RedisServer.start();
                Jedis control = new Jedis(server.uri());
                Redis redis = Redis.connect(RedisOptions.of(server.uri()))) {
            for (Algorithm algorithm : EnumSet.complementOf(EnumSet.of(Algorithm.CONCURRENCY))) {
                long bytes = measure(control, redis, algorithm);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %,d | %.1f MB |%n",
                        algorithm.name().toLowerCase(Locale.ROOT),
                        bytes / CLIENTS,
                        bytes / 1e6);
            }
            control.flushAll();
        }
    }

    private static long measure(Jedis control, Redis redis, Algorithm algorithm) throws Exception {
        RateLimiter limiter = RateLimiter.on(
                redis,
                RateLimiterOptions.builder("rl:api")
                        .limits(Limit.perHour(10).algorithm(algorithm))
                        .deadline(Duration.ofSeconds(10))
                        .onFailure(FailurePolicy.THROW)
                        .build());
        control.flushAll();
        limiter.tryAcquire("warm-up"); // the script is loaded, and counts no more
        long before = UsedMemory.of(control);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                done.add(threads.submit(() -> fill(limiter, first)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return UsedMemory.of(control) - before;
    }

    private static void fill(RateLimiter limiter, int first) {
        for (int i = first; i < CLIENTS; i += THREADS) {
            limiter.tryAcquire((10 + (i >> 16)) + "." + (i >> 8 & 255) + "." + (i & 255) + ".7");
        }
    }
}
