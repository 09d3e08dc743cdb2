package dev.redkeep.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rounds gave: the median, and the quartiles beside it. One odd round, such as a pause of the collector, moves
 * none of them much.
 */
public record Spread(double low, double median, double high) {
    /** The spread of some values; null of none. */
    public static @Nullable Spread of(List<Double> values) {
        List<Double> sorted = values.stream().filter(Double::isFinite).sorted().toList();
        return sorted.isEmpty() ? null : new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Between the two values that lie around a quantile, in proportion. */
    private static double at(List<Double> sorted, double quantile) {
        double place = quantile * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
