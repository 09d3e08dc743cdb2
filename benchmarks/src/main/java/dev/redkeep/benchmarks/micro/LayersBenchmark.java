package dev.redkeep.benchmarks.micro;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import java.util.Optional;
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
 * A GET through our door (guard, deadline, timing, translation, counting) beside the same client without it. The executor
 * below both answers from memory: the difference is our layers, to the nanosecond.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LayersBenchmark {
    private static final KeyPattern1<Long> VALUE = KeyPattern.of("bench:small:{n}", number())
            .string()
            .persistent("never written")
            .owner("benchmarks");

    private final RedisClient jedis =
            RedisClient.builder().commandExecutor(new Canned()).build();
    private final Redis redis = Redis.wrap(jedis);
    private final Key key = VALUE.key(123L);

    @Benchmark
    public Optional<byte[]> door() {
        return redis.execute("bench.get", key, commands -> commands.get(key.bytes()));
    }

    @Benchmark
    public byte[] bare() {
        return jedis.get(key.bytes());
    }

    @TearDown
    public void close() {
        jedis.close();
    }
}
