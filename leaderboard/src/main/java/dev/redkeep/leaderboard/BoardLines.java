package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.util.List;
import java.util.OptionalDouble;

/** Lines of a board, by place, rank or score. */
final class BoardLines {
    static final int MOST_AROUND = (Leaderboard.MOST - 1) / 2;

    private final Redis redis;
    private final Board board;
    private final BoardScripts scripts;
    private final BoardReplies replies;
    private final Scores scores;

    BoardLines(Redis redis, Board board, LeaderboardOptions options, BoardScripts scripts) {
        this.redis = redis;
        this.board = board;
        this.scripts = scripts;
        this.replies = new BoardReplies(options);
        this.scores = Scores.of(options);
    }

    Page top(int count) {
        return from(0, (int) Members.atMost("count", count, Leaderboard.MOST));
    }

    Page page(int number, int size) {
        Members.atLeast("number", number, 1);
        Members.atMost("size", size, Leaderboard.MOST);
        return from((number - 1L) * size, size);
    }

    Page places(long first, long last) {
        Members.atLeast("first", first, 1);
        Members.atLeast("last", last, first);
        return from(first - 1, (int) Members.atMost("places", last - first + 1, Leaderboard.MOST));
    }

    Page around(String member, int count) {
        return told(
                board.call(scripts.around).arg(Members.bytes(member)).arg(Members.atMost("count", count, MOST_AROUND)));
    }

    Page between(double lowest, double highest, int skip, int count) {
        double least = Scores.bound("lowest", lowest, Double.NEGATIVE_INFINITY);
        double most = Scores.bound("highest", highest, Double.POSITIVE_INFINITY);
        if (least > most) {
            throw new IllegalArgumentException("highest must be at least " + lowest + ", not " + highest);
        }
        return range(
                board.call(scripts.between)
                        .arg(scores.stored(scores.negated() ? most : least))
                        .arg(scores.stored(scores.negated() ? least : most)),
                skip,
                count);
    }

    Page ranked(long first, long last, int skip, int count) {
        return range(
                board.call(scripts.ranked)
                        .arg(Members.atLeast("first", first, 1))
                        .arg(Members.atLeast("last", last, first)),
                skip,
                count);
    }

    OptionalDouble scoreAt(long place) {
        return score(from(Members.atLeast("place", place, 1) - 1, 1));
    }

    OptionalDouble scoreOfRank(long rank) {
        Members.atLeast("rank", rank, 1);
        return score(ranked(rank, rank, 0, 1));
    }

    /** How many are on the board. */
    long total() {
        return redis.execute(
                        "leaderboard.size",
                        board.scores(),
                        commands -> commands.zcard(board.scores().bytes()))
                .orElse(0L);
    }

    /** Lines from a place on, which is counted from 0. */
    private Page from(long first, int count) {
        return count == 0
                ? new Page(List.of(), 0, total())
                : told(board.call(scripts.page).arg(first).arg(first + count - 1));
    }

    private Page range(ScriptCall<List<ScriptReply>> call, int skip, int count) {
        call.arg(Members.atLeast("skip", skip, 0)).arg(Members.atMost("count", count, Leaderboard.MOST));
        return replies.range(skip, redis.run(call));
    }

    private Page told(ScriptCall<List<ScriptReply>> call) {
        return replies.page(redis.run(call));
    }

    private static OptionalDouble score(Page page) {
        return page.rows().stream().mapToDouble(Row::score).findFirst();
    }
}
