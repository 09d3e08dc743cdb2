package dev.redkeep.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What turns gave that clients had one after the other, for a table. What nothing was measured of is no number. */
public final class Medians {
    private static final Spread NOTHING = new Spread(Double.NaN, Double.NaN, Double.NaN);

    private Medians() {}

    /** Of a client's turns. */
    public static <T> double of(List<T> turns, ToDoubleFunction<T> what) {
        return spread(turns.stream().map(what::applyAsDouble).toList()).median();
    }

    /** Of ours beside another client's, round by round. */
    public static <T> Spread ratio(List<T> ours, List<T> its, ToDoubleFunction<T> what) {
        return spread(IntStream.range(0, its.size())
                .mapToObj(round -> what.applyAsDouble(ours.get(round)) / what.applyAsDouble(its.get(round)))
                .toList());
    }

    private static Spread spread(List<Double> values) {
        Spread spread = Spread.of(values);
        return spread == null ? NOTHING : spread;
    }

    /** A number without decimals. */
    public static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** A number with two decimals. */
    public static String exact(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Where the middle half lies. */
    public static String quartiles(Spread spread) {
        return exact(spread.low()) + "–" + exact(spread.high());
    }
}
