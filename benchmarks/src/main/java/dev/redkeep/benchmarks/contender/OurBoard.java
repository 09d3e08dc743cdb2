package dev.redkeep.benchmarks.contender;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.leaderboard.Leaderboard;
import dev.redkeep.leaderboard.LeaderboardOptions;
import dev.redkeep.leaderboard.ScoreRule;

/** Our board, plain, so that its bytes are those of the others. */
final class OurBoard {
    private static final KeyPattern0 BOARD = KeyPattern.of(Data.BOARD)
            .sortedSet()
            .persistent("the server is emptied after the run")
            .owner("benchmarks");

    private final Leaderboard board;

    OurBoard(Redis redis) {
        board = Leaderboard.on(
                redis,
                BOARD.key(),
                LeaderboardOptions.builder().rule(ScoreRule.SET).build());
    }

    Object submit() {
        return board.submit(Data.member(), Data.score());
    }

    Object rank() {
        return board.position(Data.member()).orElseThrow();
    }
}
