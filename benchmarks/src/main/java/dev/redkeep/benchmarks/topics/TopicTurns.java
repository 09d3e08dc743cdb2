package dev.redkeep.benchmarks.topics;

import dev.redkeep.benchmarks.report.Medians;
import dev.redkeep.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        Spread ratio = Medians.ratio(ours, its, TopicTurn::perSecond);
        return List.of(
                client.name(),
                Medians.whole(Medians.of(its, TopicTurn::perSecond)),
                Medians.exact(ratio.median()),
                Medians.quartiles(ratio),
                Medians.whole(Medians.of(its, TopicTurn::p50Micros)),
                Medians.whole(Medians.of(its, TopicTurn::p99Micros)),
                Long.toString(its.stream().mapToLong(TopicTurn::missing).sum()));
    }
}
