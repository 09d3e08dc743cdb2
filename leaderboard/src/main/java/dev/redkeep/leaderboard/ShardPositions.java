package dev.redkeep.leaderboard;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where members are: on their own shards, and on the whole board as a sum over all. */
final class ShardPositions {
    private final Shards shards;
    private final Script<List<ScriptReply>> ranks;
    private final Script<List<ScriptReply>> count;
    private final BoardReplies replies;
    private final Scores scores;

    ShardPositions(Shards shards, LeaderboardOptions options, BoardScripts scripts) {
        this.shards = shards;
        this.ranks = scripts.ranks;
        this.count = scripts.read("shard", ScriptReply::slots);
        this.replies = new BoardReplies(options);
        this.scores = Scores.of(options);
    }

    /** How many are on all shards, and how many of them are better than each score. */
    private record Counts(long total, Map<Double, Long> better) {}

    /** Those of some members that are on the board, each where it is on its own shard. */
    List<Position> there(Collection<String> members) {
        List<Position> there = new ArrayList<>();
        shards.each(members, (shard, part) -> Members.named(shards.board(shard).call(ranks), part))
                .forEach((part, reply) -> replies.positions(part, reply).forEach(one -> one.ifPresent(there::add)));
        return there;
    }

    /** Those of some members that are on the board, each where it is on the whole board. */
    List<Position> whole(Collection<String> members) {
        List<Position> there = there(members);
        if (there.isEmpty()) {
            return there;
        }
        Counts counts = counts(there.stream().map(Position::score).distinct().toList());
        return there.stream().map(one -> whole(one, counts)).toList();
    }

    private static Position whole(Position there, Counts counts) {
        long ahead = counts.better().getOrDefault(there.score(), 0L);
        return new Position(there.member(), there.score(), ahead + 1, ahead, Math.max(counts.total(), ahead + 1));
    }

    /** How many on all shards are better than a score. */
    long better(double score) {
        return counts(List.of(score)).better().getOrDefault(score, 0L);
    }

    private Counts counts(List<Double> asked) {
        long total = 0;
        Map<Double, Long> better = new LinkedHashMap<>();
        for (List<ScriptReply> reply : shards.all(shard -> counting(shard, asked))) {
            total += reply.get(0).integer();
            for (int i = 0; i < asked.size(); i++) {
                better.merge(asked.get(i), reply.get(i + 1).integer(), Long::sum);
            }
        }
        return new Counts(total, better);
    }

    private ScriptCall<List<ScriptReply>> counting(Board shard, List<Double> asked) {
        ScriptCall<List<ScriptReply>> call = shard.call(count);
        asked.forEach(score -> call.arg(scores.stored(score)));
        return call;
    }
}
