package dev.redkeep.benchmarks.caches;

import dev.redkeep.benchmarks.report.Reports;
import dev.redkeep.benchmarks.report.Spread;
import dev.redkeep.testing.RedisServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** Many callers, half of them at each of two clients, that ask at once for one value that nobody has yet. */
public final class ColdRun {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 20;

    private final Crowd crowd;
    private final Source source = new Source();
    private final Map<Cold, List<Sample>> samples = new LinkedHashMap<>();
    private long keys;

    /** One value that was cold: what its callers waited beyond the load, in milliseconds. */
    private record Sample(int loads, double p50, double p99, double most) {
        static Sample of(int loads, List<Long> nanos) {
            List<Double> beyond = nanos.stream()
                    .map(each -> Math.max(0, each - Source.TIME.toNanos()) / 1e6)
                    .sorted()
                    .toList();
            return new Sample(loads, at(beyond, 0.5), at(beyond, 0.99), at(beyond, 1));
        }

        private static double at(List<Double> sorted, double part) {
            return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
        }
    }

    private ColdRun(Crowd crowd) {
        this.crowd = crowd;
    }

    /**
     * Measures in turns, and prints a Markdown table. The server is EMPTIED.
     *
     * @param callers how many threads ask
     */
    public static void print(RedisServer server, int callers) throws Exception {
        try (Jedis control = new Jedis(server.uri());
                Crowd crowd = new Crowd(callers)) {
            ColdRun run = new ColdRun(crowd);
            control.flushAll();
            List<Cold> peers = ColdPeers.on(server.uri(), run.source);
            run.measure(peers);
            System.out.print(Reports.table(
                    1,
                    List.of("client", "loads", "p50 ms", "p99 ms", "quartiles", "worst p99 ms", "longest ms"),
                    run.lines()));
            control.flushAll();
            peers.forEach(Cold::close);
        }
    }

    private void measure(List<Cold> peers) throws Exception {
        peers.forEach(peer -> samples.put(peer, new ArrayList<>()));
        List<Cold> order = new ArrayList<>(peers);
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            Collections.shuffle(order);
            for (Cold peer : order) {
                Sample sample = sample(peer);
                if (round >= WARM_UP) {
                    samples.computeIfAbsent(peer, first -> new ArrayList<>()).add(sample);
                }
            }
        }
    }

    private Sample sample(Cold peer) throws Exception {
        long key = ++keys;
        source.taken();
        List<Long> nanos = crowd.call(
                caller -> peer.clients().get(caller % peer.clients().size()).get(key));
        return Sample.of(source.taken(), nanos);
    }

    private List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        samples.forEach((peer, all) -> lines.add(line(peer, all)));
        return lines;
    }

    private static List<String> line(Cold peer, List<Sample> all) {
        int fewest = all.stream().mapToInt(Sample::loads).min().orElse(0);
        int most = all.stream().mapToInt(Sample::loads).max().orElse(0);
        List<Double> p99 = all.stream().map(Sample::p99).toList();
        Spread spread = Spread.of(p99);
        Spread middle = Spread.of(all.stream().map(Sample::p50).toList());
        if (spread == null || middle == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return List.of(
                peer.name(),
                fewest == most ? Integer.toString(most) : fewest + "–" + most,
                millis(middle.median()),
                millis(spread.median()),
                millis(spread.low()) + "–" + millis(spread.high()),
                millis(Collections.max(p99)),
                millis(all.stream().mapToDouble(Sample::most).max().orElse(0)));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
