package dev.redkeep.benchmarks.micro;

import dev.redkeep.core.client.Redis;
import dev.redkeep.ratelimit.Decision;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.RateLimiter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import redis.clients.jedis.RedisClient;

/**
 * A client that was refused and asks again: the refusal is remembered, so that nothing is sent. It is so for a second, after
 * which the executor below refuses anew, from memory: once in a million calls.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RefusalBenchmark {
    private final RedisClient jedis =
            RedisClient.builder().commandExecutor(new Canned()).build();
    private final RateLimiter limiter = RateLimiter.on(Redis.wrap(jedis), "rl:api", Limit.perHour(10));
    private final String client = "203.0.113.7";

    @Benchmark
    public Decision cached() {
        return limiter.tryAcquire(client);
    }

    @TearDown
    public void close() {
        long sent = limiter.stats().refused() - limiter.stats().refusedLocally();
        if (limiter.stats().allowed() > 0 || sent > 1_000) {
            throw new IllegalStateException("the cache did not answer: " + limiter.stats());
        }
        jedis.close();
    }
}
