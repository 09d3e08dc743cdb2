package dev.redkeep.benchmarks.caches;

import dev.redkeep.benchmarks.caches.ServerTime.Spent;
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

/** What it takes to forget all values that belong together: of a few, and of many. */
public final class TagRun {
    private static final int FEW = 1_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 5;

    private final Jedis control;
    private final ServerTime time;
    private final List<Tagged> peers;

    /** One time that they were forgotten. */
    private record Sample(long nanos, Spent spent, long left) {}

    private TagRun(Jedis control, ServerTime time, List<Tagged> peers) {
        this.control = control;
        this.time = time;
        this.peers = peers;
    }

    /**
     * Measures in turns, and prints a Markdown table. The server is EMPTIED.
     *
     * @param many how many values belong together, beside a thousand
     */
    public static void print(RedisServer server, int many) throws Exception {
        try (Jedis control = new Jedis(server.uri());
                ServerTime time = new ServerTime(control)) {
            List<Tagged> peers = TaggedPeers.on(server.uri());
            TagRun run = new TagRun(control, time, peers);
            run.measure(FEW, WARM_UP);
            List<List<String>> lines = new ArrayList<>();
            for (int values : new int[] {FEW, many}) {
                run.measure(values, ROUNDS).forEach((peer, samples) -> lines.add(line(peer, values, samples)));
            }
            System.out.print(Reports.table(
                    2,
                    List.of(
                            "client",
                            "by",
                            "values",
                            "server µs",
                            "quartiles",
                            "longest µs",
                            "caller µs",
                            "keys left",
                            "commands"),
                    lines));
            control.flushAll();
            peers.forEach(Tagged::close);
        }
    }

    private Map<Tagged, List<Sample>> measure(int values, int rounds) throws Exception {
        Map<Tagged, List<Sample>> samples = new LinkedHashMap<>();
        peers.forEach(peer -> samples.put(peer, new ArrayList<>()));
        List<Tagged> order = new ArrayList<>(peers);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order);
            for (Tagged peer : order) {
                samples.computeIfAbsent(peer, first -> new ArrayList<>()).add(sample(peer, values));
            }
        }
        return samples;
    }

    private Sample sample(Tagged peer, int values) throws Exception {
        control.flushAll();
        peer.fill().fill(values);
        check(peer, values, true);
        time.begin();
        long start = System.nanoTime();
        peer.forget().run();
        long nanos = System.nanoTime() - start;
        Spent spent = time.end();
        check(peer, values, false);
        return new Sample(nanos, spent, control.dbSize());
    }

    private static void check(Tagged peer, int values, boolean there) {
        if (peer.has().test(0) != there || peer.has().test(values - 1) != there) {
            throw new IllegalStateException(peer.client() + (there ? " has not stored" : " has not forgotten"));
        }
    }

    private static List<String> line(Tagged peer, int values, List<Sample> samples) {
        Spread server = spread(
                samples.stream().map(one -> (double) one.spent().micros()).toList());
        Sample last = samples.get(samples.size() - 1);
        return List.of(
                peer.client(),
                peer.how(),
                String.format(Locale.ROOT, "%,d", values),
                number(server.median()),
                number(server.low()) + "–" + number(server.high()),
                number(spread(samples.stream()
                                .map(one -> (double) one.spent().longest())
                                .toList())
                        .median()),
                number(spread(samples.stream().map(one -> one.nanos() / 1e3).toList())
                        .median()),
                String.format(Locale.ROOT, "%,d", last.left()),
                last.spent().commands());
    }

    private static Spread spread(List<Double> values) {
        Spread spread = Spread.of(values);
        if (spread == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return spread;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
