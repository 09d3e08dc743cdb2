package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How far it is to the neighbours. */
class GapTest extends BoardsOnRedis {
    @ParameterizedTest
    @EnumSource(
            value = Ties.class,
            names = {"COMPETITION", "DENSE"})
    void who_shares_a_rank_is_no_neighbour(Ties ties) {
        Leaderboard board = board(options().ties(ties));
        board.submitAll(Map.of("a", 9.0, "b", 7.0, "c", 7.0, "d", 4.0));

        Gap gap = board.gap("b").orElseThrow();
        assertThat(gap.own()).isEqualTo(new Row("b", 7, 2));
        assertThat(gap.ahead()).contains(new Row("a", 9, 1));
        assertThat(gap.behind()).contains(new Row("d", 4, ties == Ties.DENSE ? 3 : 4));
        assertThat(gap.toNext()).hasValue(2);
        assertThat(gap.lead()).hasValue(3);
    }

    @Test
    void one_place_further_may_be_at_the_same_score() {
        Leaderboard board = board(options());
        board.submitAll(Map.of("a", 9.0, "b", 7.0, "c", 7.0));

        assertThat(board.gap("c"))
                .contains(
                        new Gap(new Row("c", 7, 2), Optional.of(new Row("a", 9, 1)), Optional.of(new Row("b", 7, 3))));
        assertThat(board.gap("c").orElseThrow().lead()).hasValue(0);
        assertThat(board.gap("b").orElseThrow().toNext()).hasValue(0);
    }

    @Test
    void equal_scores_that_others_wrote_are_not_apart() {
        raw.zadd(KEY, Map.of("a", Double.POSITIVE_INFINITY, "b", Double.POSITIVE_INFINITY));
        assertThat(board(options()).gap("a").orElseThrow().toNext()).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Ties.class)
    void the_best_has_nobody_ahead_and_the_last_nobody_behind(Ties ties) {
        Leaderboard board = board(options().ties(ties));
        assertThat(board.gap("a")).isEmpty();
        board.submit("a", 5);
        assertThat(board.gap("a")).contains(new Gap(new Row("a", 5, 1), Optional.empty(), Optional.empty()));
        board.submit("b", 3);

        assertThat(board.gap("a").orElseThrow().toNext()).isEmpty();
        assertThat(board.gap("a").orElseThrow().lead()).hasValue(2);
        assertThat(board.gap("b").orElseThrow().toNext()).hasValue(2);
        assertThat(board.gap("b").orElseThrow().lead()).isEmpty();
        assertThat(board.gap("nobody")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.redkeep.leaderboard.BoardModelTest#modes")
    void neighbours_are_those_of_a_sorted_list(Order order, Ties ties, TieBreak tieBreak) {
        LeaderboardOptionsBuilder options = options().order(order).ties(ties).tieBreak(tieBreak);
        Leaderboard board = board(options);
        BoardModel model = new BoardModel(options.build());
        Map<String, Double> scores = new LinkedHashMap<>();
        for (double score : new double[] {3, 3, -1, 0.1, -1, 0x1p53 - 1, 1 - 0x1p53, -1, 3, 1 - 0x1p53}) {
            scores.put("m" + scores.size(), score);
        }
        assertThat(board.submitAll(scores)).isEqualTo(model.submitAll(ScoreRule.BEST, scores));

        for (String member : model.members()) {
            assertThat(board.gap(member)).isEqualTo(model.gap(member));
        }
    }
}
