package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shards, each a plain board; what concerns several is asked of them at once. */
final class RedisShards implements ShardedLeaderboard {
    private final Redis redis;
    private final LeaderboardOptions options;
    private final Shards shards;
    private final BoardScripts scripts;
    private final BoardReplies replies;
    private final Submissions submissions;
    private final Scores scores;
    private final ShardOrder order;
    private final ShardPositions positions;
    private final Script<List<ScriptReply>> around;

    RedisShards(Redis redis, List<Key> keys, LeaderboardOptions options) {
        if (options.ties() != Ties.COMPETITION || !options.plain()) {
            throw new IllegalArgumentException(
                    "options must be COMPETITION and keep nothing beside the board: the order of"
                            + " equal scores, and how many scores there are, are not to be had from shards");
        }
        this.redis = redis;
        this.options = options;
        this.shards = new Shards(redis, keys, options);
        this.scripts = BoardScripts.of(options);
        this.replies = new BoardReplies(options);
        this.submissions = new Submissions(options);
        this.scores = Scores.of(options);
        this.order = new ShardOrder(options);
        this.positions = new ShardPositions(shards, options, scripts);
        this.around = scripts.read("shard_around", ScriptReply::slots);
    }

    @Override
    public ScoreChange submit(String member, double score) {
        return submitAll(Map.of(member, score)).get(0);
    }

    @Override
    public List<ScoreChange> submitAll(Map<String, Double> all) {
        Members.atMost("scores", all.size(), Leaderboard.MOST);
        Map<String, Double> submitted = new LinkedHashMap<>(all);
        Map<String, ScoreChange> changes = new HashMap<>();
        shards.each(submitted.keySet(), (shard, members) -> submission(shard, members, submitted))
                .forEach((members, reply) -> changed(members, reply, submitted.size())
                        .forEach(change -> changes.put(change.member(), change)));
        return submitted.keySet().stream().map(changes::get).toList();
    }

    private ScriptCall<List<ScriptReply>> submission(int shard, List<String> members, Map<String, Double> submitted) {
        Life life = shards.life(shard);
        ScriptCall<List<ScriptReply>> call = submissions
                .life(submissions.rule(shards.board(shard).call(scripts.submit), options.rule()), life)
                .arg(life.from());
        members.forEach(member -> submissions.add(call, member, submitted.getOrDefault(member, Double.NaN)));
        return call;
    }

    private List<ScoreChange> changed(List<String> members, List<ScriptReply> reply, int submitted) {
        try {
            return replies.standings(members, reply).stream()
                    .map(there -> new ScoreChange(there.member(), there.oldScore(), there.score(), there.improved()))
                    .toList();
        } catch (ScoreOutOfRangeException beyond) {
            throw members.size() == submitted
                    ? beyond
                    : new ScoreOutOfRangeException(
                            "a sum would get to 2^53, where it could be rounded; nothing was counted"
                                    + " on that member's shard, but what is on others");
        }
    }

    @Override
    public Optional<Position> position(String member) {
        return positions.whole(List.of(member)).stream().findFirst();
    }

    @Override
    public Optional<Estimate> estimate(String member) {
        return positions.there(List.of(member)).stream()
                .findFirst()
                .map(there -> Estimate.of(member, there.score(), there.ahead(), shards.size()));
    }

    @Override
    public List<Contender> among(Collection<String> members) {
        Ranks ranks = order.ranks(0, 1);
        return positions.whole(Members.distinct(members)).stream()
                .sorted(order.by(Position::score, Position::member))
                .map(position -> new Contender(position, ranks.next(position.score())))
                .toList();
    }

    @Override
    public Page top(int count) {
        if (Members.atMost("count", count, Leaderboard.MOST) == 0) {
            return new Page(List.of(), 0, size());
        }
        List<Row> best = new ArrayList<>();
        long total = 0;
        for (List<ScriptReply> reply :
                shards.all(shard -> shard.call(scripts.page).arg(0).arg(count - 1L))) {
            Page page = replies.page(reply);
            total += page.total();
            best.addAll(page.rows());
        }
        return new Page(ShardOrder.ranked(order.sorted(best).limit(count), order.ranks(0, 1)), 0, total);
    }

    @Override
    public Page around(String member, int count) {
        Members.atMost("count", count, BoardLines.MOST_AROUND);
        List<Position> there = positions.there(List.of(member));
        if (there.isEmpty()) {
            return new Page(List.of(), 0, size());
        }
        String score = scores.stored(there.get(0).score());
        List<Row> before = new ArrayList<>();
        List<Row> from = new ArrayList<>();
        long total = 0;
        long ahead = 0;
        for (List<ScriptReply> reply : shards.all(shard ->
                shard.call(around).arg(score).arg(Members.bytes(member)).arg(count))) {
            total += reply.get(0).integer();
            ahead += reply.get(1).integer();
            int told = Math.toIntExact(reply.get(2).integer());
            List<Row> rows = replies.rows(reply.get(3), order.ranks(0, 1));
            before.addAll(rows.subList(0, told));
            from.addAll(rows.subList(told, rows.size()));
        }
        int nearest = Math.min(count, before.size());
        long first = ahead - nearest;
        List<Row> rows = Stream.concat(
                        order.sorted(before).skip(before.size() - nearest),
                        order.sorted(from).limit(count + 1L))
                .toList();
        if (rows.isEmpty()) {
            return new Page(rows, 0, total); // all went meanwhile
        }
        long better = Math.min(first, positions.better(rows.get(0).score()));
        return new Page(ShardOrder.ranked(rows.stream(), order.ranks(first, better + 1)), first, total);
    }

    @Override
    public long size() {
        return redis
                .executeAll("leaderboard.size", shards.keys(), (commands, key) -> commands.zcard(key.bytes()))
                .stream()
                .mapToLong(shard -> shard.get().orElse(0L))
                .sum();
    }

    @Override
    public boolean remove(String member) {
        return remove(List.of(member)) == 1;
    }

    @Override
    public int remove(Collection<String> members) {
        return shards
                .each(
                        Members.distinct(members),
                        (shard, part) -> Members.named(shards.board(shard).call(scripts.remove), part))
                .values()
                .stream()
                .mapToInt(Math::toIntExact)
                .sum();
    }
}
