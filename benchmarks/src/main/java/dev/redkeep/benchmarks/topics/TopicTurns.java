package dev.redkeep.benchmarks.topics;

import dev.redkeep.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The medians of all turns. The first client's are set beside each other one's, round by round. */
final class TopicTurns {
    static final List<String> HEADER =
            List.of("client", "handled/s", "ours to it", "quartiles", "p50 µs", "p99 µs", "missing");

    private TopicTurns() {}

    static List<List<String>> lines(Map<Client, List<TopicTurn>> turns) {
        List<TopicTurn> ours = turns.values().iterator().next();
        List<List<String>> lines = new ArrayList<>();
        turns.forEach((client, its) -> lines.add(line(client, ours, its)));
        return lines;
    }

    private static List<String> line(Client client, List<TopicTurn> ours, List<TopicTurn> its) {
        Spread ratio = spread(IntStream.range(0, its.size())
                .mapToObj(round -> ours.get(round).perSecond() / its.get(round).perSecond())
                .toList());
        return List.of(
                client.name(),
                number("%,.0f", median(its, TopicTurn::perSecond)),
                number("%.2f", ratio.median()),
                number("%.2f", ratio.low()) + "–" + number("%.2f", ratio.high()),
                number("%,.0f", median(its, TopicTurn::p50Micros)),
                number("%,.0f", median(its, TopicTurn::p99Micros)),
                Long.toString(its.stream().mapToLong(TopicTurn::missing).sum()));
    }

    private static double median(List<TopicTurn> turns, ToDoubleFunction<TopicTurn> of) {
        return spread(turns.stream().map(of::applyAsDouble).toList()).median();
    }

    /** Nothing but what is no number, where nothing was handled. */
    private static Spread spread(List<Double> values) {
        Spread spread = Spread.of(values);
        return spread == null ? new Spread(Double.NaN, Double.NaN, Double.NaN) : spread;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
