package dev.redkeep.benchmarks.micro;

import dev.redkeep.core.key.Key;
import dev.redkeep.sessions.SessionKeys;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to render a key, beside the plainest way to make the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderBenchmark {
    private long userId = 123_456_789L;
    private String token = "dG9rZW4tb2YtMzItYnl0ZXMtYXMtYmFzZTY0dXJs-_0";

    @Benchmark
    public Key session() {
        return SessionKeys.SESSION.key(userId, token);
    }

    @Benchmark
    public byte[] concatenation() {
        return ("session:" + userId + ":" + token).getBytes(StandardCharsets.UTF_8);
    }
}
