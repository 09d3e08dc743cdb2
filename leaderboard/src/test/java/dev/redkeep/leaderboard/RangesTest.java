package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has a score in a range. */
class RangesTest extends BoardsOnRedis {
    private static final double LOWEST = Double.NEGATIVE_INFINITY;
    private static final double HIGHEST = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({"HIGH_FIRST, MEMBER, b", "HIGH_FIRST, EARLIEST, b", "LOW_FIRST, MEMBER, x", "LOW_FIRST, EARLIEST, x"})
    void a_page_is_about_its_range(Order order, TieBreak tieBreak, String best) {
        Leaderboard board = board(options().order(order).tieBreak(tieBreak));
        board.submitAll(Map.of("a", 1.0, "x", 5.0, "b", 9.0, "c", 11.0));

        Page both = board.between(4, 10, 0, 100);
        assertThat(both.rows()).extracting(Row::member).containsExactlyInAnyOrder("x", "b");
        assertThat(both.more()).isFalse();
        assertThat(both.found()).isEqualTo(2);
        assertThat(both.before()).isEqualTo(1);
        assertThat(both.total()).isEqualTo(4);

        Page first = board.between(4, 10, 0, 1);
        assertThat(first.rows()).extracting(Row::member).containsExactly(best);
        assertThat(first.more()).isTrue();
        Page second = board.between(4, 10, 1, 1);
        assertThat(second.rows()).hasSize(1).doesNotContainAnyElementsOf(first.rows());
        assertThat(second.more()).isFalse();
        assertThat(second.before()).isEqualTo(2);

        Page none = new Page(List.of(), 0, 4, 2, false);
        assertThat(board.between(4, 10, 2, 1)).isEqualTo(none);
        assertThat(board.between(4, 10, Integer.MAX_VALUE, 1_000)).isEqualTo(none);
        assertThat(board.between(4, 10, 0, 0)).isEqualTo(none);
        assertThat(board.between(2, 3, 0, 10).found()).isZero();
        assertThat(board.between(5, 5, 0, 10).rows()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"HIGH_FIRST, MEMBER", "HIGH_FIRST, EARLIEST", "LOW_FIRST, MEMBER", "LOW_FIRST, EARLIEST"})
    void what_is_left_out_is_not_walked_over(Order order, TieBreak tieBreak) {
        Leaderboard board = board(options().order(order).tieBreak(tieBreak));
        board.submitAll(Map.of("a", 1.0, "b", 2.0));
        List<String> before = byScore();

        assertThat(board.between(1, 2, 1, 1).rows()).hasSize(1);

        assertThat(byScore()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("dev.redkeep.leaderboard.BoardModelTest#modes")
    void a_side_without_a_bound_takes_all_that_is_there(Order order, Ties ties, TieBreak tieBreak) {
        LeaderboardOptionsBuilder options = options().order(order).ties(ties).tieBreak(tieBreak);
        Leaderboard board = board(options);
        BoardModel model = new BoardModel(options.build());
        Map<String, Double> scores = new LinkedHashMap<>();
        for (double score : new double[] {5, -3, 0, 5, 0x1p53 - 1, 1 - 0x1p53, 0.5, -3}) {
            scores.put("m" + scores.size(), score);
        }
        assertThat(board.submitAll(scores)).isEqualTo(model.submitAll(ScoreRule.BEST, scores));

        for (double bound : new double[] {-3, -2, 0, 0.5, 5, 6, 0x1p53 - 1, 1 - 0x1p53}) {
            for (int skip : new int[] {0, 2, 100}) {
                assertThat(board.between(bound, HIGHEST, skip, 3)).isEqualTo(model.between(bound, HIGHEST, skip, 3));
                assertThat(board.between(LOWEST, bound, skip, 3)).isEqualTo(model.between(LOWEST, bound, skip, 3));
            }
        }
        assertThat(board.between(LOWEST, HIGHEST, 0, 100)).isEqualTo(model.places(0, 100));
        assertThat(board.between(LOWEST, HIGHEST, 8, 100).found()).isEqualTo(8);
        board.clear();
        assertThat(board.between(LOWEST, HIGHEST, 0, 100)).isEqualTo(new Page(List.of(), 0, 0));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void without_a_bound_it_takes_what_others_wrote_beyond(Order order) {
        raw.zadd(KEY, Map.of("a", HIGHEST, "b", LOWEST, "c", 1e300, "d", 1.0));
        Leaderboard board = board(options().order(order).ties(Ties.COMPETITION));

        assertThat(board.between(0, HIGHEST, 0, 9).rows())
                .extracting(Row::member)
                .containsExactlyInAnyOrder("a", "c", "d");
        assertThat(board.between(LOWEST, 0, 0, 9).rows())
                .extracting(Row::member)
                .containsExactly("b");
        assertThat(board.between(LOWEST, HIGHEST, 0, 9).found()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0x1p53, -0x1p53, 1e300, Double.MAX_VALUE, -Double.MAX_VALUE})
    void a_bound_is_a_score_or_none(double bound) {
        Leaderboard board = board(options());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.between(bound, HIGHEST, 0, 1))
                .withMessageStartingWith("lowest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.between(LOWEST, bound, 0, 1))
                .withMessageStartingWith("highest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.between(HIGHEST, HIGHEST, 0, 1))
                .withMessageStartingWith("lowest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.between(LOWEST, LOWEST, 0, 1))
                .withMessageStartingWith("highest");
    }

    /** What was called that steps over each that it leaves out. */
    private List<String> byScore() {
        return raw.info("commandstats")
                .lines()
                .filter(line -> line.contains("rangebyscore"))
                .toList();
    }
}
