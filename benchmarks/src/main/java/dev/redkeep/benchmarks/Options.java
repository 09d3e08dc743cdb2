package dev.redkeep.benchmarks;

import dev.redkeep.benchmarks.contender.Row;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line.
 *
 * @param micro whether the rows that need no server are measured too
 * @param clients whose names these are, beside the measure; empty for all
 * @param loads the threads; empty for the plan's
 * @param page the page that gets the table, if any
 */
public record Options(
        boolean help,
        Plan plan,
        List<Row> rows,
        boolean micro,
        List<String> clients,
        List<Load> loads,
        Path out,
        Optional<Path> page) {
    static final String MICRO = "micro";
    static final String HELP = """
            java -jar benchmarks/target/benchmarks.jar [OPTION]...
              --quick          under three minutes: short slices, few rounds, 8 and 64 threads, and the first of each
                               kind of row unless --rows names others
              --rows A,B       only these: %s
              --clients A,B    only these beside raw Jedis, such as ours,Lettuce
              --threads 8,v64  only these; v is for virtual threads, where the JDK has them
              --out DIR        where report.json and ratios.svg go; target/benchmarks by default
              --page FILE      a Markdown page that gets the table between its two marks, and the chart beside it
              --help           this
            java -jar benchmarks/target/benchmarks.jar jmh [JMH OPTION]...
              plain JMH; `jmh -l` lists what there is, and RowBenchmark takes -p row=get -p contender=Lettuce -t 8
            java -jar benchmarks/target/benchmarks.jar memory
              what 100,000 sessions take in each schema and layout, and a million clients in each kind of limit
            java -jar benchmarks/target/benchmarks.jar cache-tag [COUNT]
              what it takes to forget 1,000 and 100,000 cached values that belong together
            java -jar benchmarks/target/benchmarks.jar cache-cold [COUNT]
              1,000 callers at two clients ask at once for a value that takes 100 ms to load
            java -jar benchmarks/target/benchmarks.jar board-growth [COUNT]
              what calls cost the server on boards of 1,000 members to COUNT, 10,000,000 by default
            java -jar benchmarks/target/benchmarks.jar live [SECONDS]
              messages delivered in a second, and how late, with 1 and 10 handlers of a channel; SECONDS a turn, 3 by default
            java -jar benchmarks/target/benchmarks.jar topics [SECONDS]
              durable messages handled in a second, and how late; SECONDS a turn, 3 by default
            The server is found as the tests find theirs: REDKEEP_TEST_REDIS=redis://HOST:PORT names one,
            REDKEEP_TEST_PROVIDER (uri, docker, path, embedded) forces a kind. It is EMPTIED.
            """.formatted(rowLabels());

    static Options parse(String... args) {
        Deque<String> left = new ArrayDeque<>(List.of(args));
        boolean help = false;
        Plan plan = Plan.full();
        List<String> rows = List.of();
        List<String> clients = List.of();
        List<Load> loads = List.of();
        Path out = Path.of("target", "benchmarks");
        Optional<Path> page = Optional.empty();
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--quick" -> plan = Plan.shortened();
                case "--rows" -> rows = List.of(value(option, left).split(","));
                case "--clients" -> clients = List.of(value(option, left).split(","));
                case "--threads" -> loads = Load.listOf(value(option, left));
                case "--out" -> out = Path.of(value(option, left));
                case "--page" -> page = Optional.of(Path.of(value(option, left)));
                default -> throw new IllegalArgumentException("unknown option " + option + "; --help lists them");
            }
        }
        boolean micro = rows.isEmpty() || rows.contains(MICRO);
        return new Options(
                help, plan, rows(rows, plan), micro, clients, loads.isEmpty() ? plan.loads() : loads, out, page);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value; --help tells which");
        }
        return left.pop();
    }

    private static List<Row> rows(List<String> labels, Plan plan) {
        if (labels.isEmpty()) {
            return Stream.of(Row.values())
                    .filter(row -> row.quick() || !plan.quick())
                    .toList();
        }
        List<Row> rows = new ArrayList<>();
        for (String label : labels) {
            if (!label.equals(MICRO)) {
                rows.add(Row.labelled(label)
                        .orElseThrow(() -> new IllegalArgumentException("--rows takes " + rowLabels())));
            }
        }
        return List.copyOf(rows);
    }

    private static String rowLabels() {
        return Stream.concat(Stream.of(Row.values()).map(Row::label), Stream.of(MICRO))
                .collect(Collectors.joining(", "));
    }
}
