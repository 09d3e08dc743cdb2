package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies beside a board says nothing of the next one: it goes with the board, or at the latest before its first score. */
class LoneCompanionsTest extends BoardsOnRedis {
    @ParameterizedTest
    @EnumSource(TieBreak.class)
    void a_board_that_was_deleted_by_others_begins_anew(TieBreak first) {
        Leaderboard board = board(options().ties(Ties.DENSE).tieBreak(first));
        board.submitAll(Map.of("a", 5.0, "x", 9.0));
        raw.del(KEY);

        assertThat(board.submit("b", 3).rank()).isEqualTo(1);
        assertThat(raw.zcard("board-scores:" + KEY)).isEqualTo(1);
        assertThat(raw.hlen("board-counts:" + KEY)).isEqualTo(1);
    }

    @Test
    void nor_does_a_moment_that_the_caller_told_outlive_the_board() {
        Leaderboard board = board(options().rule(ScoreRule.LAST));
        board.submit("x", 1, Instant.ofEpochMilli(1_000));
        raw.del(KEY);

        board.set("x", 10);
        assertThat(board.submit("x", 20, Instant.ofEpochMilli(500)).score()).isEqualTo(20);
    }

    @Test
    void a_submission_that_is_refused_leaves_nothing() {
        raw.set(KEY, "garbage");
        Leaderboard board = board(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        assertThatThrownBy(() -> board.submit("a", 5)).isInstanceOf(RedisWrongTypeException.class);
        assertThatThrownBy(() -> board.submitAll(Map.of("a", 5.0))).isInstanceOf(RedisWrongTypeException.class);
        assertThat(raw.dbSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_goes_last_takes_it_along(boolean trimmed) {
        Leaderboard board =
                board(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST).rule(ScoreRule.LAST));
        board.submit("a", 1, Instant.EPOCH);
        board.submit("b", 1, Instant.EPOCH);

        long gone = trimmed ? board.trim(0) : board.remove(List.of("a", "b"));
        assertThat(gone).isEqualTo(2);
        assertThat(raw.dbSize()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TieBreak.class)
    void a_board_that_is_cleared_leaves_nothing(TieBreak first) {
        Leaderboard board = board(options().tieBreak(first).ties(Ties.DENSE).details(Duration.ofDays(1)));
        assertThat(board.clear()).isZero();
        board.submitAll(Map.of("a", 1.0, "b", 1.0));
        board.describe("a", "Alice");

        assertThat(board.clear()).isEqualTo(2);
        assertThat(raw.dbSize()).isZero();
        assertThat(board.submit("c", 0).rank()).isEqualTo(1);

        Leaderboard plain = board(options());
        raw.flushAll();
        plain.submit("a", 1);
        assertThat(plain.clear()).isEqualTo(1);
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void the_details_of_a_board_that_ended_keep_their_own_time() {
        Leaderboard board = board(options().ties(Ties.DENSE).details(Duration.ofDays(1)));
        board.submit("a", 1);
        board.describe("a", "Alice");
        raw.del(KEY);
        board.submit("b", 1);
        assertThat(board.details(List.of("a"))).containsEntry("a", "Alice");
    }

    @Test
    void all_keys_of_a_board_end_in_the_same_millisecond() {
        assumeThat(raw.info("server")).doesNotContain("redis_version:6"); // has no PEXPIRETIME
        KeyPattern0 fixed = pattern("board:fixed", TtlPolicy.fixed(Duration.ofHours(1)));
        KeyPattern0 sliding = pattern("board:sliding", TtlPolicy.sliding(Duration.ofHours(1)));
        LeaderboardOptions options = options()
                .ties(Ties.DENSE)
                .tieBreak(TieBreak.EARLIEST)
                .rule(ScoreRule.LAST)
                .build();
        for (int i = 0; i < 300; i++) {
            for (KeyPattern0 pattern : List.of(fixed, sliding)) {
                Leaderboard board = Leaderboard.on(redis, pattern.key(), options);
                board.set("a", i);
                long end = raw.pexpireTime(pattern.template());
                board.submit("a", i + 1, Instant.EPOCH); // a companion more
                if (pattern == fixed) {
                    assertThat(raw.pexpireTime(pattern.template())).isBetween(end - 1_000, end + 1_000);
                }
                for (String beside : List.of("board-moments:", "board-scores:", "board-counts:", "board-reached:")) {
                    assertThat(raw.pexpireTime(beside + pattern.template()))
                            .as(beside)
                            .isEqualTo(raw.pexpireTime(pattern.template()));
                }
            }
            raw.flushAll();
        }
    }

    private static KeyPattern0 pattern(String name, TtlPolicy life) {
        return KeyPattern.of(name).sortedSet().ttl(life).owner("test");
    }
}
