package dev.redkeep.benchmarks.micro;

import dev.redkeep.benchmarks.contender.Contender;
import dev.redkeep.benchmarks.contender.Contenders;
import dev.redkeep.benchmarks.contender.Operation;
import dev.redkeep.benchmarks.contender.Row;
import dev.redkeep.testing.RedisServer;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The rows in JMH's own form, on a server of the fork's own. For a machine that does nothing else meanwhile. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@NullUnmarked // JMH sets the fields
public class RowBenchmark {
    @Param({"get", "get-1k", "script", "session-touch", "session-create"})
    public String row;

    @Param({Contender.BASELINE, "ours"})
    public String contender;

    private RedisServer server;
    private Contenders contenders;
    private Operation operation;

    @Setup
    public void open() throws Exception {
        server = RedisServer.start();
        contenders = Contenders.on(server, List.of(contender));
    }

    /** Before each iteration, so that nothing piles up. */
    @Setup(Level.Iteration)
    public void prepare() throws Exception {
        Row wanted = Row.labelled(row).orElseThrow();
        contenders.prepare(wanted);
        operation = contenders.in(wanted).stream()
                .filter(one -> one.name().equals(contender))
                .flatMap(one -> one.operation(wanted).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(contender + " has no part in " + row));
    }

    @Benchmark
    public Object operation() throws Exception {
        return operation.run();
    }

    @TearDown
    public void close() throws Exception {
        contenders.close();
        server.close();
    }
}
