package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** The server closes connections, as after an idle time: who only asks does not notice. */
class BoardResendTest extends BoardsOnRedis {
    private static final KeyPattern1<Long> PART = KeyPattern.of("board:part:{part}", Segment.number())
            .sortedSet()
            .persistent("a test")
            .owner("test");

    @ParameterizedTest
    @EnumSource(Ties.class)
    void what_only_reads_does_not_fail(Ties ties) {
        for (TieBreak first : TieBreak.values()) {
            raw.flushAll();
            Leaderboard board = board(options().ties(ties).tieBreak(first));
            board.submit("a", 1);
            List<Runnable> reads = List.of(
                    () -> assertThat(board.position("a")).isPresent(),
                    () -> assertThat(board.among(List.of("a"))).hasSize(1),
                    () -> assertThat(board.gap("a")).isPresent(),
                    () -> assertThat(board.top(1).rows()).hasSize(1),
                    () -> assertThat(board.around("a", 1).rows()).hasSize(1),
                    () -> assertThat(board.between(0, 1, 0, 1).rows()).hasSize(1),
                    () -> assertThat(board.scoreAt(1)).hasValue(1),
                    () -> assertThat(board.ranked(1, 1, 0, 1).rows()).hasSize(1),
                    () -> assertThat(board.rankOf(2)).isEqualTo(1),
                    () -> assertThat(board.size()).isEqualTo(1));
            reads.forEach(this::cut);
        }
        assertThat(redis.stats().failures()).isZero();
    }

    @Test
    void nor_does_a_look_at_all_shards() {
        ShardedLeaderboard board = ShardedLeaderboard.on(
                redis,
                List.of(PART.key(0L), PART.key(1L)),
                options().ties(Ties.COMPETITION).build());
        board.submit("a", 1);
        cut(() -> assertThat(board.position("a")).isPresent());
        cut(() -> assertThat(board.top(3).rows()).hasSize(1));
        cut(() -> assertThat(board.around("a", 3).rows()).hasSize(1));
        cut(() -> assertThat(board.among(List.of("a"))).hasSize(1));
        assertThat(redis.stats().failures()).isZero();
    }

    private void cut(Runnable read) {
        read.run(); // so that the script is there, and there is a connection to be cut
        raw.executeCommand(new CommandArguments(Command.CLIENT).addObjects("KILL", "TYPE", "normal", "SKIPME", "yes"));
        read.run();
    }
}
