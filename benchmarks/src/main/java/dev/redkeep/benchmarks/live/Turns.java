package dev.redkeep.benchmarks.live;

import dev.redkeep.benchmarks.report.Medians;
import dev.redkeep.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        Spread speed = Medians.ratio(ours, its, Turn::perSecond);
        Spread late = Medians.ratio(ours, its, Turn::p99Micros);
        return List.of(
                listening.name(),
                Integer.toString(listening.handlers().size()),
                Medians.whole(Medians.of(its, Turn::perSecond)),
                Medians.exact(speed.median()),
                Medians.quartiles(speed),
                Medians.exact(Medians.of(its, Turn::cpuMicros)),
                Medians.whole(Medians.of(its, Turn::p50Micros)),
                Medians.whole(Medians.of(its, Turn::p99Micros)),
                Medians.exact(late.median()),
                Medians.quartiles(late),
                Medians.whole(Medians.of(its, Turn::p999Micros)),
                Long.toString(its.stream().mapToLong(Turn::missing).sum()));
    }
}
