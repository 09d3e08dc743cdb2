package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boards of boards. */
class BoardsTest extends BoardsOnRedis {
    private static final KeyPattern1<String> SUMMARY = KeyPattern.of("board:summary:{name}", Segment.text())
            .sortedSet()
            .fixed(Duration.ofHours(1))
            .owner("test");

    private final Key one = LeaderboardKeys.CHALLENGE.key(1L);
    private final Key other = LeaderboardKeys.CHALLENGE.key(2L);
    private final Key target = SUMMARY.key("both");

    @Test
    void a_union_has_the_members_of_any_and_an_intersection_those_of_all() {
        board(one).submitAll(Map.of("a", 1.0, "b", 5.0));
        board(other).submitAll(Map.of("b", 3.0, "c", 2.0));

        assertThat(Boards.union(redis, target, Aggregate.SUM, List.of(one, other)))
                .isEqualTo(3);
        assertThat(board(target).top(3).rows())
                .containsExactly(new Row("b", 8, 1), new Row("c", 2, 2), new Row("a", 1, 3));
        assertThat(raw.pttl(target.text())).isBetween(1L, 3_600_000L);

        assertThat(Boards.intersection(redis, target, Aggregate.MIN, List.of(one, other)))
                .isEqualTo(1);
        assertThat(board(target).top(3).rows()).containsExactly(new Row("b", 3, 1));
        assertThat(raw.pttl(target.text())).isBetween(1L, 3_600_000L);

        assertThat(Boards.union(redis, target, Aggregate.MAX, List.of(SUMMARY.key("none"))))
                .isZero();
        assertThat(raw.exists(target.text())).isFalse();
    }

    @Test
    void boards_are_few_and_boards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Boards.union(redis, target, Aggregate.SUM, List.of()))
                .withMessageStartingWith("boards");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Boards.union(redis, target, Aggregate.SUM, Collections.nCopies(101, one)))
                .withMessageStartingWith("boards");
        Key hash = KeyPattern.of("board:hash")
                .hash()
                .persistent("a test")
                .owner("test")
                .key();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Boards.union(redis, target, Aggregate.SUM, List.of(hash)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p53 - 1, 1 - 0x1p53, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void sums_that_could_be_rounded_are_refused(double far) {
        raw.zadd(one.text(), far, "a");
        board(one).set("b", 0);
        board(other).set("a", Math.copySign(1, far));
        board(target).set("old", 5);

        assertThatExceptionOfType(ScoreOutOfRangeException.class)
                .isThrownBy(() -> Boards.union(redis, target, Aggregate.SUM, List.of(one, other)))
                .withMessageContaining("2^53");
        assertThatExceptionOfType(ScoreOutOfRangeException.class)
                .isThrownBy(() -> Boards.intersection(redis, target, Aggregate.SUM, List.of(other, one)));

        assertThat(raw.zrange(target.text(), 0, -1)).containsExactly("old");
        assertThat(Boards.union(redis, target, Aggregate.MAX, List.of(one, other)))
                .isEqualTo(2);
    }

    @Test
    void sums_below_2_to_the_53_are_exact() {
        board(one).set("a", 0x1p53 - 2);
        board(other).set("a", 1);
        assertThat(Boards.union(redis, target, Aggregate.SUM, List.of(one, other)))
                .isEqualTo(1);
        assertThat(raw.zscore(target.text(), "a")).isEqualTo(0x1p53 - 1);
    }

    @ParameterizedTest
    @EnumSource(Beside.class)
    void a_target_beside_which_something_is_kept_is_refused(Beside beside) {
        board(one).set("a", 1);
        Leaderboard kept = Leaderboard.on(redis, target, beside.options());
        beside.use(kept);

        assertThatIllegalStateException()
                .isThrownBy(() -> Boards.union(redis, target, Aggregate.MAX, List.of(one, other)))
                .withMessageContaining("beside");
        assertThatIllegalStateException()
                .isThrownBy(() -> Boards.intersection(redis, target, Aggregate.MAX, List.of(one)));

        assertThat(kept.position("x").map(Position::score)).contains(5.0);
        assertThat(kept.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Beside.class)
    void a_board_that_is_read_may_keep_all_but_moments(Beside beside) {
        beside.use(Leaderboard.on(redis, one, beside.options()));
        board(other).set("x", 7);

        if (beside == Beside.MOMENTS) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Boards.union(redis, target, Aggregate.MIN, List.of(other, one)))
                    .withMessageContaining("moments");
            assertThat(raw.exists(target.text())).isFalse();
        } else {
            assertThat(Boards.union(redis, target, Aggregate.MIN, List.of(other, one)))
                    .isEqualTo(1);
            assertThat(board(target).top(3).rows()).containsExactly(new Row("x", 5, 1));
        }
    }

    @Test
    void boards_that_hold_too_many_together_are_refused() {
        fill(one, 99_999);
        board(other).submitAll(Map.of("1", 1.0, "b", 1.0));
        board(target).set("old", 5);

        assertThatIllegalStateException()
                .isThrownBy(() -> Boards.union(redis, target, Aggregate.SUM, List.of(one, other)))
                .withMessageContaining("100000")
                .withMessageContaining("100001");
        assertThat(raw.zrange(target.text(), 0, -1)).containsExactly("old");

        assertThat(Boards.intersection(redis, target, Aggregate.SUM, List.of(one, other)))
                .isEqualTo(1); // only the two of the smaller board are looked at
        assertThatIllegalStateException()
                .isThrownBy(() -> Boards.intersection(redis, target, Aggregate.MAX, List.of(one, one)))
                .withMessageContaining("199998");
        board(other).remove(List.of("b"));
        assertThat(Boards.union(redis, target, Aggregate.MAX, List.of(one, other)))
                .isEqualTo(99_999);
    }

    /** Members from 1 on, each with a score of 0. */
    private void fill(Key key, int members) {
        raw.eval(
                "for i = 1, ARGV[1] do redis.call('ZADD', KEYS[1], 0, i) end",
                List.of(key.text()),
                List.of(Integer.toString(members)));
    }

    private Leaderboard board(Key key) {
        return Leaderboard.on(redis, key, options().build());
    }

    /** What may be kept beside a board. */
    private enum Beside {
        MOMENTS,
        SCORES,
        REACHED,
        DETAILS;

        LeaderboardOptions options() {
            LeaderboardOptionsBuilder options = LeaderboardOptions.builder();
            return switch (this) {
                case MOMENTS -> options.tieBreak(TieBreak.EARLIEST).build();
                case SCORES -> options.ties(Ties.DENSE).build();
                case REACHED -> options.rule(ScoreRule.LAST).build();
                case DETAILS -> options.details(Duration.ofDays(1)).build();
            };
        }

        /** Keeps something of one member. */
        void use(Leaderboard board) {
            if (this == REACHED) {
                board.submit("x", 5, Instant.EPOCH);
            } else {
                board.submit("x", 5);
            }
            if (this == DETAILS) {
                board.describe("x", "Xenia");
            }
        }
    }
}
