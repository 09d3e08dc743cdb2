package dev.redkeep.benchmarks.boards;

import dev.redkeep.benchmarks.report.Reports;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.Segment;
import dev.redkeep.leaderboard.Leaderboard;
import dev.redkeep.leaderboard.LeaderboardOptions;
import dev.redkeep.leaderboard.LeaderboardOptionsBuilder;
import dev.redkeep.leaderboard.ScoreRule;
import dev.redkeep.leaderboard.TieBreak;
import dev.redkeep.leaderboard.Ties;
import dev.redkeep.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** What calls cost the server on boards of a thousand members to many: by what it tells of scripts and transactions, so without the network. */
public final class GrowthRun {
    private static final int LEAST = 1_000;
    /** What lies beside a board takes as much again, and as much time to fill. */
    private static final int MOST_RICH = 1_000_000;

    private static final int ROUNDS = 20;
    private static final int CALLS = 1_000;
    private static final Pattern SPENT = Pattern.compile("cmdstat_(?:evalsha|exec):calls=(\\d+),usec=(\\d+)");
    private static final KeyPattern2<String, Long> BOARD = KeyPattern.of(
                    "bench:board:{kind}:{members}", Segment.text(), Segment.number())
            .sortedSet()
            .persistent("the server is emptied after the run")
            .owner("benchmarks");

    /** A call of a board of some size, and what a thousand of them cost on average, in each round. */
    private record Cost(int size, String call, Runnable run, List<Double> micros) {}

    private final Jedis control;
    private final Redis redis;
    private final List<Cost> costs = new ArrayList<>();

    private GrowthRun(Jedis control, Redis redis) {
        this.control = control;
        this.redis = redis;
    }

    /**
     * Fills boards, prints a Markdown table and writes the curves to {@code target/benchmarks/board-growth.svg}. The server is
     * EMPTIED.
     *
     * @param most how many members the largest board has; a dense one has a million at most
     */
    public static void print(RedisServer server, int most) throws Exception {
        try (Jedis control = new Jedis(server.host(), server.port(), 60_000);
                Redis redis = Redis.connect(RedisOptions.of(server.uri())).within(Duration.ofSeconds(60))) {
            control.flushAll();
            GrowthRun run = new GrowthRun(control, redis);
            for (long size = LEAST; size <= most; size *= 10) {
                run.plain((int) size);
                if (size <= MOST_RICH) {
                    run.rich((int) size);
                }
            }
            run.measure();
            control.flushAll();
            report(run.growth());
        }
    }

    private static void report(Growth growth) throws IOException {
        System.out.print(Reports.table(1, growth.header(), growth.lines()));
        Path target = Path.of("target", "benchmarks");
        Files.createDirectories(target);
        Files.writeString(target.resolve("board-growth.svg"), growth.svg());
    }

    private void plain(int size) {
        Leaderboard board = filled("plain", LeaderboardOptions.builder(), size);
        add(size, "submit", () -> board.submit(member(size), Filling.score()));
        add(size, "position", () -> board.position(member(size)));
        add(size, "around, 11 lines", () -> board.around(member(size), 5));
    }

    private void rich(int size) {
        Leaderboard board =
                filled("rich", LeaderboardOptions.builder().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST), size);
        add(size, "submit, dense and earliest", () -> board.submit(member(size), Filling.score()));
        add(size, "position, dense and earliest", () -> board.position(member(size)));
    }

    private void add(int size, String call, Runnable run) {
        costs.add(new Cost(size, call, run, new ArrayList<>()));
    }

    private Leaderboard filled(String kind, LeaderboardOptionsBuilder builder, int size) {
        Key key = BOARD.key(kind, (long) size);
        LeaderboardOptions options = builder.rule(ScoreRule.SET).build();
        Leaderboard board = Leaderboard.on(redis, key, options);
        long begin = System.nanoTime();
        new Filling(control, key, options).fill(board, size);
        System.err.printf(
                Locale.ROOT, "%,d members, %s: filled in %.1f s%n", size, kind, (System.nanoTime() - begin) / 1e9);
        return board;
    }

    /** All in short turns, in an order drawn anew for each round: so sizes compare though the machine drifts. */
    private void measure() {
        List<Cost> turns = new ArrayList<>(costs);
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(turns);
            for (Cost cost : turns) {
                for (int i = 0; i < CALLS / 10; i++) {
                    cost.run().run();
                }
                control.configResetStat();
                for (int i = 0; i < CALLS; i++) {
                    cost.run().run();
                }
                cost.micros().add(spent());
            }
        }
    }

    private double spent() {
        Matcher spent = SPENT.matcher(control.info("commandstats"));
        if (!spent.find()) {
            throw new IllegalStateException("neither a script nor a transaction ran");
        }
        return Double.parseDouble(spent.group(2)) / Double.parseDouble(spent.group(1));
    }

    /** The medians, since what else the machine does stops the server within some calls. */
    private Growth growth() {
        Growth growth = new Growth();
        for (Cost cost : costs) {
            List<Double> sorted = cost.micros().stream().sorted().toList();
            growth.add(cost.size(), cost.call(), (sorted.get((ROUNDS - 1) / 2) + sorted.get(ROUNDS / 2)) / 2);
        }
        return growth;
    }

    private static String member(int members) {
        return Filling.member(ThreadLocalRandom.current().nextInt(members));
    }
}
