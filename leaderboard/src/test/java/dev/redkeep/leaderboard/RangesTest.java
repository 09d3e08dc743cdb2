package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has a score in a range. */
class RangesTest extends BoardsOnRedis {
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

    /** What was called that steps over each that it leaves out. */
    private List<String> byScore() {
        return raw.info("commandstats")
                .lines()
                .filter(line -> line.contains("rangebyscore"))
                .toList();
    }
}
