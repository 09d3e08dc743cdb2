package dev.redkeep.benchmarks.live;

import dev.redkeep.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The medians of all turns. The first client's are set beside each other one's, round by round. */
final class Turns {
    static final List<String> HEADER = List.of(
            "client",
            "handlers",
            "delivered/s",
            "ours to it",
            "quartiles",
            "CPU µs",
            "p50 µs",
            "p99 µs",
            "ours to it",
            "quartiles",
            "p99.9 µs",
            "missing");

    private Turns() {}

    static List<List<String>> lines(Map<Listening, List<Turn>> turns) {
        List<Turn> ours = turns.values().iterator().next();
        List<List<String>> lines = new ArrayList<>();
        turns.forEach((listening, its) -> lines.add(line(listening, ours, its)));
        return lines;
    }

    private static List<String> line(Listening listening, List<Turn> ours, List<Turn> its) {
        Spread speed = ratio(ours, its, Turn::perSecond);
        Spread late = ratio(ours, its, Turn::p99Micros);
        return List.of(
                listening.name(),
                Integer.toString(listening.handlers().size()),
                number("%,.0f", median(its, Turn::perSecond)),
                number("%.2f", speed.median()),
                number("%.2f", speed.low()) + "–" + number("%.2f", speed.high()),
                number("%.2f", median(its, Turn::cpuMicros)),
                number("%,.0f", median(its, Turn::p50Micros)),
                number("%,.0f", median(its, Turn::p99Micros)),
                number("%.2f", late.median()),
                number("%.2f", late.low()) + "–" + number("%.2f", late.high()),
                number("%,.0f", median(its, Turn::p999Micros)),
                Long.toString(its.stream().mapToLong(Turn::missing).sum()));
    }

    private static Spread ratio(List<Turn> ours, List<Turn> its, ToDoubleFunction<Turn> of) {
        return spread(IntStream.range(0, its.size())
                .mapToObj(round -> of.applyAsDouble(ours.get(round)) / of.applyAsDouble(its.get(round)))
                .toList());
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> of) {
        return spread(turns.stream().map(of::applyAsDouble).toList()).median();
    }

    /** Nothing but what is no number, where nothing was delivered. */
    private static Spread spread(List<Double> values) {
        Spread spread = Spread.of(values);
        return spread == null ? new Spread(Double.NaN, Double.NaN, Double.NaN) : spread;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
