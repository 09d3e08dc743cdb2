package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has a rank, which is not a place. */
class RankedTest extends BoardsOnRedis {
    private static final Map<String, Double> NINE_SEVEN_SEVEN_FIVE = Map.of("a", 9.0, "b", 7.0, "c", 7.0, "d", 5.0);

    @ParameterizedTest
    @CsvSource({"ORDINAL, 9 7 7 5", "COMPETITION, 9 7 - 5", "DENSE, 9 7 5 -"})
    void a_rank_has_the_score_of_those_who_have_it(Ties ties, String scores) {
        Leaderboard board = board(options().ties(ties));
        board.submitAll(NINE_SEVEN_SEVEN_FIVE);

        List<OptionalDouble> expected = List.of(scores.split(" ")).stream()
                .map(score -> score.equals("-") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(score)))
                .toList();
        assertThat(LongStream.rangeClosed(1, 4).mapToObj(board::scoreOfRank)).isEqualTo(expected);
        assertThat(board.scoreOfRank(5)).isEmpty();
        assertThat(board.scoreOfRank(Long.MAX_VALUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ORDINAL, cb, 2", "COMPETITION, cb, 2", "DENSE, cbd, 3"})
    void ranks_are_told_with_all_who_share_them(Ties ties, String members, int found) {
        Leaderboard board = board(options().ties(ties));
        board.submitAll(NINE_SEVEN_SEVEN_FIVE);

        Page page = board.ranked(2, 3, 0, 10);
        assertThat(page.rows()).extracting(Row::member).containsExactly(members.split(""));
        assertThat(page.before()).isEqualTo(1);
        assertThat(page.found()).isEqualTo(found);
        assertThat(page.total()).isEqualTo(4);
        assertThat(page.more()).isFalse();
        assertThat(board.ranked(2, 3, 0, 1).more()).isTrue();
        assertThat(board.ranked(2, 3, 1, 1).rows()).containsExactly(page.rows().get(1));
        assertThat(board.ranked(2, 3, 0, 0)).isEqualTo(new Page(List.of(), 0, 4, found, false));
        assertThat(board.ranked(2, 3, Integer.MAX_VALUE, 1_000)).isEqualTo(new Page(List.of(), 0, 4, found, false));
        assertThat(board.ranked(1, Long.MAX_VALUE, 0, 10)).isEqualTo(board.top(10));
        assertThat(board.ranked(Long.MAX_VALUE, Long.MAX_VALUE, 0, 10)).isEqualTo(new Page(List.of(), 0, 4, 0, false));
    }

    @ParameterizedTest
    @MethodSource("dev.redkeep.leaderboard.BoardModelTest#modes")
    void all_ranges_are_those_of_a_sorted_list(Order order, Ties ties, TieBreak tieBreak) {
        LeaderboardOptionsBuilder options = options().order(order).ties(ties).tieBreak(tieBreak);
        Leaderboard board = board(options);
        BoardModel model = new BoardModel(options.build());
        assertThat(board.ranked(1, 3, 0, 9)).isEqualTo(new Page(List.of(), 0, 0));
        Map<String, Double> scores = new LinkedHashMap<>();
        for (double score : new double[] {3, 3, 3, 0, -1, -1, 0x1p53 - 1, 0.5, -1, -7, 3, -7}) {
            scores.put("m" + scores.size(), score);
        }
        assertThat(board.submitAll(scores)).isEqualTo(model.submitAll(ScoreRule.BEST, scores));

        for (long first = 1; first <= 13; first++) {
            for (long last = first; last <= 13; last++) {
                assertThat(board.ranked(first, last, 1, 3)).isEqualTo(model.ranked(first, last, 1, 3));
            }
            assertThat(board.ranked(first, first, 0, 99)).isEqualTo(model.ranked(first, first, 0, 99));
        }
    }

    @ParameterizedTest
    @EnumSource(Ties.class)
    void a_rank_that_thousands_share_is_read_in_pages(Ties ties) {
        Leaderboard board = board(options().ties(ties).tieBreak(TieBreak.EARLIEST));
        board.submit("best", 9);
        for (int i = 0; i < 3; i++) {
            Map<String, Double> batch = new LinkedHashMap<>();
            for (int j = 0; j < 1_000; j++) {
                batch.put("m" + (1_000 * i + j), 7.0);
            }
            board.submitAll(batch);
        }
        board.submit("worst", 1);
        long last = ties == Ties.ORDINAL ? 3_001 : 2;

        Page page = board.ranked(2, last, 2_000, 1_000);

        assertThat(page.rows())
                .hasSize(1_000)
                .startsWith(board.places(2_002, 2_002).rows().get(0));
        assertThat(page.found()).isEqualTo(3_000);
        assertThat(page.before()).isEqualTo(2_001);
        assertThat(page.more()).isFalse();
        assertThat(board.scoreOfRank(ties == Ties.DENSE ? 3 : 3_002)).hasValue(1);
        assertThat(board.scoreOfRank(3))
                .isEqualTo(
                        switch (ties) {
                            case ORDINAL -> OptionalDouble.of(7);
                            case COMPETITION -> OptionalDouble.empty();
                            case DENSE -> OptionalDouble.of(1);
                        });
    }

    @Test
    void what_is_out_of_range_is_refused_by_name() {
        Leaderboard board = board(options());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.ranked(0, 1, 0, 1))
                .withMessageStartingWith("first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.ranked(2, 1, 0, 1))
                .withMessageStartingWith("last");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.ranked(1, 1, -1, 1))
                .withMessageStartingWith("skip");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.ranked(1, 1, 0, 1_001))
                .withMessageStartingWith("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.scoreOfRank(0))
                .withMessageStartingWith("rank");
    }
}
