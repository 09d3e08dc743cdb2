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

    /** Adds a slice, and sets it against what the measure reached in the same round. */
    void add(Slice slice, double baseline) {
        if (slice.failure() != null) {
            failure = slice.failure();
            return;
        }
        perSecond.add(slice.perSecond());
        ratios.add(slice.perSecond() / baseline);
        operations += slice.operations();
        used = used.plus(slice.used());
        Histogram more = slice.latency();
        if (latency == null) {
            latency = more;
        } else {
            latency.add(more);
        }
    }

    Cell cell(Row row, String contender, Load load, double roundTrips) {
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
                roundTrips,
                used.reads() / each,
                failure);
    }

    private @Nullable Double micros(double percentile) {
        return latency == null ? null : latency.getValueAtPercentile(percentile) / 1_000.0;
    }
}
