package dev.redkeep.benchmarks;

import dev.redkeep.benchmarks.contender.Contenders;
import dev.redkeep.benchmarks.contender.Row;
import dev.redkeep.benchmarks.report.Cell;
import dev.redkeep.benchmarks.turns.Turns;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.TestServerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that were asked for, each measured where it belongs: on one server or on a Cluster. */
final class Rows {
    private final Options options;
    private final List<Load> loads;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    Rows(Options options) {
        this.options = options;
        this.loads = options.loads().stream().filter(Turns::can).toList();
        if (loads.size() < options.loads().size()) {
            Benchmarks.tell("no virtual threads on this JDK: left out");
        }
    }

    /** Measures them all. A Cluster is of this machine's own and started only if a row asks for it. */
    void measure(RedisServer server) throws Exception {
        List<Row> single =
                options.rows().stream().filter(row -> !row.clustered()).toList();
        if (!single.isEmpty()) {
            try (Contenders contenders = Contenders.on(server, options.clients())) {
                measure(single, contenders);
            }
        }
        List<Row> clustered = options.rows().stream().filter(Row::clustered).toList();
        if (!clustered.isEmpty()) {
            measureOnCluster(clustered);
        }
    }

    /** A machine may have no Redis that it could start six times; the other rows still count. */
    private void measureOnCluster(List<Row> rows) throws Exception {
        RedisCluster started;
        try {
            started = RedisCluster.start();
        } catch (TestServerException none) {
            leftOut.put("the Cluster", none.getClass().getSimpleName());
            return;
        }
        try (RedisCluster cluster = started;
                Contenders contenders = Contenders.on(cluster, options.clients())) {
            measure(rows, contenders);
        }
    }

    private void measure(List<Row> rows, Contenders contenders) throws Exception {
        leftOut.putAll(contenders.leftOut());
        Turns turns = new Turns(options.plan(), contenders);
        for (Row row : rows) {
            Benchmarks.tell(row.label() + ": " + row.about());
            cells.addAll(turns.measure(row, loads));
        }
    }

    List<Cell> cells() {
        return cells;
    }

    /** Who could not be connected, and what was thrown. */
    Map<String, String> leftOut() {
        return leftOut;
    }
}
