package dev.redkeep.benchmarks.memory;

import dev.redkeep.benchmarks.Many;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.ratelimit.Algorithm;
import dev.redkeep.ratelimit.ConcurrencyLimiter;
import dev.redkeep.ratelimit.ConcurrencyOptions;
import dev.redkeep.ratelimit.FailurePolicy;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.RateLimiter;
import dev.redkeep.ratelimit.RateLimiterOptions;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;

/** What clients with a request each take in Redis, by each algorithm; with a lease each for a concurrency limit. */
public final class LimitMemory {
    private LimitMemory() {}

    /**
     * Fills a server of its own, and prints a Markdown table. The server is EMPTIED.
     *
     * @param clients how many; a million are the table of the documentation
     */
    public static void print(int clients) throws Exception {
        System.out.printf(Locale.ROOT, "| algorithm | bytes a client | %,d clients |%n|---|---:|---:|%n", clients);
        try (RedisServer server = RedisServer.start();
                Jedis control = new Jedis(server.uri());
                Redis redis = Redis.connect(RedisOptions.of(server.uri()))) {
            for (Algorithm algorithm : Algorithm.values()) {
                long bytes = measure(control, request(redis, algorithm), clients);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %,d | %.1f MB |%n",
                        algorithm.name().toLowerCase(Locale.ROOT),
                        bytes / clients,
                        bytes / 1e6);
            }
            control.flushAll();
        }
    }

    private static Consumer<String> request(Redis redis, Algorithm algorithm) {
        Duration deadline = Duration.ofSeconds(10);
        if (algorithm == Algorithm.CONCURRENCY) {
            return ConcurrencyLimiter.on(
                    redis,
                    ConcurrencyOptions.builder("rl:api", 10, Duration.ofHours(1))
                            .deadline(deadline)
                            .build())::tryAcquire;
        }
        RateLimiter limiter = RateLimiter.on(
                redis,
                RateLimiterOptions.builder("rl:api")
                        .limits(Limit.perHour(10).algorithm(algorithm))
                        .deadline(deadline)
                        .onFailure(FailurePolicy.THROW)
                        .build());
        return limiter::tryAcquire;
    }

    private static long measure(Jedis control, Consumer<String> request, int clients) throws Exception {
        control.flushAll();
        request.accept("warm-up"); // the script is loaded, and counts no more
        long before = UsedMemory.of(control);
        Many.each(clients, i -> request.accept((10 + (i >> 16)) + "." + (i >> 8 & 255) + "." + (i & 255) + ".7"));
        return UsedMemory.of(control) - before;
    }
}
