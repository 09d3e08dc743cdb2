package dev.redkeep.benchmarks.turns;

import dev.redkeep.benchmarks.Load;
import dev.redkeep.benchmarks.contender.Row;
import dev.redkeep.benchmarks.report.Cell;
import dev.redkeep.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A contender's slices at one load. */
final class Tally {
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private long operations;
    private Usage used = new Usage(0, 0, 0);
    private @Nullable Histogram latency;
    private @Nullable String failure;

    void add(Slice slice) {
        perSecond.add(slice.perSecond());
        operations += slice.operations();
        used = used.plus(slice.used());
        Histogram more = slice.latency();
        if (latency == null) {
            latency = more;
        } else {
            latency.add(more);
        }
    }

    /** Sets the last slice against the measure's in the same round. */
    void compare(double baseline) {
        ratios.add(perSecond.get(perSecond.size() - 1) / baseline);
    }

    void fail(String why) {
        failure = why;
    }

    boolean failed() {
        return failure != null;
    }

    Cell cell(Row row, String contender, Load load) {
        double each = Math.max(1, operations);
        return new Cell(
                row.label(),
                contender,
                load.label(),
                Spread.of(perSecond),
                Spread.of(ratios),
                micros(50),
                micros(99),
                used.cpuNanos() / each / 1_000,
                used.commands() / each,
                used.reads() / each,
                failure);
    }

    private @Nullable Double micros(double percentile) {
        return latency == null ? null : latency.getValueAtPercentile(percentile) / 1_000.0;
    }
}
