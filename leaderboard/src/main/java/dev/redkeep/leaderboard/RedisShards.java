package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Shards, each a plain board; what concerns all is asked of them at once. */
final class RedisShards implements ShardedLeaderboard {
    private static final int MOST_SHARDS = 256;

    private final Redis redis;
    private final LeaderboardOptions options;
    private final List<Board> shards = new ArrayList<>();
    private final List<Leaderboard> boards = new ArrayList<>();
    private final BoardScripts scripts;
    private final BoardReplies replies;
    private final Scores scores;
    private final Script<List<ScriptReply>> count;

    RedisShards(Redis redis, List<Key> keys, LeaderboardOptions options) {
        if (keys.isEmpty() || keys.size() > MOST_SHARDS) {
            throw new IllegalArgumentException("shards must be 1 to " + MOST_SHARDS + ", not " + keys.size());
        } else if (new HashSet<>(keys).size() < keys.size()) {
            throw new IllegalArgumentException("shards must have different keys, and two of these are the same");
        } else if (options.ties() != Ties.COMPETITION || !options.plain()) {
            throw new IllegalArgumentException(
                    "options must be COMPETITION and keep nothing beside the board: the order of"
                            + " equal scores, and how many scores there are, are not to be had from shards");
        }
        this.redis = redis;
        this.options = options;
        this.scripts = BoardScripts.of(options);
        this.replies = new BoardReplies(options);
        this.scores = Scores.of(options);
        this.count = scripts.read("shard", ScriptReply::slots);
        for (Key key : keys) {
            Board shard = BoardPatterns.of(redis, key.pattern(), options).at(key);
            shards.add(shard);
            boards.add(new RedisLeaderboard(redis, shard, options, Life.of(key.pattern()), scripts));
        }
    }

    @Override
    public ScoreChange submit(String member, double score) {
        Standing there = of(member).submit(member, score);
        return new ScoreChange(member, there.oldScore(), there.score(), there.improved());
    }

    @Override
    public Optional<Position> position(String member) {
        return of(member).position(member).map(there -> {
            String score = scores.stored(there.score());
            long total = 0;
            long ahead = 0;
            for (List<ScriptReply> counts : all(shard -> shard.call(count).arg(score))) {
                total += counts.get(0).integer();
                ahead += counts.get(1).integer();
            }
            return new Position(member, there.score(), ahead + 1, ahead, Math.max(total, ahead + 1));
        });
    }

    @Override
    public Optional<Estimate> estimate(String member) {
        return of(member)
                .position(member)
                .map(there -> Estimate.of(member, there.score(), there.ahead(), shards.size()));
    }

    @Override
    public Page top(int count) {
        if (Members.atMost("count", count, Leaderboard.MOST) == 0) {
            return new Page(List.of(), 0, size());
        }
        List<Row> best = new ArrayList<>();
        long total = 0;
        for (List<ScriptReply> reply :
                all(shard -> shard.call(scripts.page).arg(0).arg(count - 1L))) {
            Page page = replies.page(reply);
            total += page.total();
            best.addAll(page.rows());
        }
        return new Page(ranked(best, count), 0, total);
    }

    @Override
    public long size() {
        List<Key> keys = shards.stream().map(Board::scores).toList();
        return redis.executeAll("leaderboard.size", keys, (commands, key) -> commands.zcard(key.bytes())).stream()
                .mapToLong(shard -> shard.get().orElse(0L))
                .sum();
    }

    @Override
    public boolean remove(String member) {
        return of(member).remove(List.of(member)) == 1;
    }

    private Leaderboard of(String member) {
        CRC32 sum = new CRC32();
        sum.update(Members.bytes(member));
        return boards.get((int) (sum.getValue() % boards.size()));
    }

    /** The best of the best of each shard, with their ranks on the whole board. */
    private List<Row> ranked(List<Row> rows, int count) {
        Comparator<Row> byScore = Comparator.comparingDouble(Row::score);
        // As Redis does, which in UTF-16 would be another order.
        Comparator<Row> byMember =
                Comparator.comparing(row -> row.member().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
        boolean high = options.order() == Order.HIGH_FIRST;
        Ranks ranks = new Ranks(options.ties(), 0, 1);
        return rows.stream()
                .sorted(high ? byScore.thenComparing(byMember).reversed() : byScore.thenComparing(byMember))
                .limit(count)
                .map(row -> new Row(row.member(), row.score(), ranks.next(row.score())))
                .toList();
    }

    /** What all shards answer, asked at once. */
    private List<List<ScriptReply>> all(Function<Board, ScriptCall<List<ScriptReply>>> call) {
        List<CompletionStage<List<ScriptReply>>> asked =
                shards.stream().map(shard -> redis.runAsync(call.apply(shard))).toList();
        return asked.stream().map(RedisShards::answered).toList();
    }

    /** Waits until the call's deadline at the latest. */
    private static <R> R answered(CompletionStage<R> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RedisException failure) {
                throw failure;
            }
            throw failed;
        }
    }
}
