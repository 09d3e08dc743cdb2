package dev.redkeep.benchmarks.micro;

import dev.redkeep.benchmarks.report.Micro;
import dev.redkeep.benchmarks.report.Spread;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks that need no server, by JMH, in forks. */
public final class MicroRun {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private MicroRun() {}

    public static List<Micro> run(boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .exclude(RowBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 3 : 10)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(quick ? 8 : 25)
                .measurementTime(TimeValue.milliseconds(quick ? 60 : 200));
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.stream().map(MicroRun::micro).toList();
    }

    private static Micro micro(RunResult result) {
        String name = result.getParams().getBenchmark();
        String owner = name.substring(0, name.lastIndexOf('.'));
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return new Micro(
                name.substring(owner.lastIndexOf('.') + 1).replace("Benchmark", ""),
                Spread.of(iterations(result)),
                allocated == null ? Double.NaN : allocated.getScore());
    }

    /** Many short iterations, of which the median counts: another's turn on the processor spoils some, not the result. */
    private static List<Double> iterations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }
}
