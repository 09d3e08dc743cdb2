package dev.redkeep.benchmarks.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.redkeep.core.codec.Codec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** JSON by our codec, which is strict, beside Jackson as it comes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    public record Author(long id, String name, String slug, String bio, List<Long> topics) {}

    private final ObjectMapper jackson = new ObjectMapper();
    private final Codec<Author> codec = Codec.json(Author.class);
    private final Author author =
            new Author(123, "Alice", "alice", "b".repeat(800), List.of(1L, 22L, 333L, 4_444L, 55_555L));
    private final byte[] bytes = codec.encode(author);

    @Benchmark
    public byte[] encode() {
        return codec.encode(author);
    }

    @Benchmark
    public Author decode() {
        return codec.decode(bytes);
    }

    @Benchmark
    public byte[] jacksonEncode() throws IOException {
        return jackson.writeValueAsBytes(author);
    }

    @Benchmark
    public Author jacksonDecode() throws IOException {
        return jackson.readValue(bytes, Author.class);
    }
}
