package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A board that was kept with other options lacks what those of now need beside it: it is refused, and stays as it is. */
class MissingCompanionsTest extends WindowsOnRedis {
    @ParameterizedTest
    @CsvSource({
        "ORDINAL, EARLIEST, board-moments",
        "COMPETITION, EARLIEST, board-moments",
        "DENSE, MEMBER, board-scores",
        "DENSE, EARLIEST, board-moments",
    })
    void a_board_that_was_plain_is_refused_and_stays(Ties ties, TieBreak first, String missing) {
        board(options()).submitAll(Map.of("a", 5.0, "b", 3.0));
        byte[] before = raw.dump(KEY);
        for (ThrowingCallable call : calls(ties, first)) {
            assertThatThrownBy(call)
                    .isInstanceOf(BoardOptionsException.class)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(missing + ":tk:challenge:{challenge_id}:leaderboard")
                    .hasMessageContaining("submitAll");
        }
        assertThat(raw.dump(KEY)).isEqualTo(before);
        assertThat(raw.dbSize()).isEqualTo(1);
    }

    /** All that looks at what lies beside a board. */
    private List<ThrowingCallable> calls(Ties ties, TieBreak first) {
        Leaderboard board = board(options().ties(ties).tieBreak(first).details(Duration.ofDays(1)));
        return List.of(
                () -> board.submit("c", 4),
                () -> board.submit("a", 4),
                () -> board.submitAll(Map.of("c", 4.0)),
                () -> board.set("a", 4),
                () -> board.increment("a", 1),
                () -> board.position("a"),
                () -> board.among(List.of("a", "b")),
                () -> board.gap("b"),
                () -> board.top(10),
                () -> board.page(2, 1),
                () -> board.places(1, 2),
                () -> board.around("a", 1),
                () -> board.between(0, 9, 0, 9),
                () -> board.scoreAt(1),
                () -> board.rankOf(4),
                () -> board.ranked(1, 2, 0, 9),
                () -> board.scoreOfRank(1),
                () -> board.remove(List.of("a")),
                () -> board.trim(1),
                () -> board.describe("a", "Alice"));
    }

    @Test
    void so_is_one_that_kept_less_beside_it() {
        board(options().tieBreak(TieBreak.EARLIEST)).submit("a", 5);
        assertThatThrownBy(() -> board(options().tieBreak(TieBreak.EARLIEST).ties(Ties.DENSE))
                        .position("a"))
                .isInstanceOf(BoardOptionsException.class)
                .hasMessageContaining("board-scores:");
        raw.flushAll();
        board(options().ties(Ties.DENSE)).submit("a", 5);
        assertThatThrownBy(() -> board(options().tieBreak(TieBreak.EARLIEST).ties(Ties.DENSE))
                        .submit("b", 4))
                .isInstanceOf(BoardOptionsException.class)
                .hasMessageContaining("board-moments:");
        assertThat(raw.zrange(KEY, 0, -1)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"board-moments:", "board-scores:", "board-counts:"})
    void so_is_one_beside_which_something_was_deleted(String gone) {
        Leaderboard board = board(options().tieBreak(TieBreak.EARLIEST).ties(Ties.DENSE));
        board.submit("a", 5);
        raw.del(gone + KEY);
        assertThatThrownBy(() -> board.submit("a", 6))
                .isInstanceOf(BoardOptionsException.class)
                .hasMessageContaining(gone);
        assertThat(raw.exists(gone + KEY)).isFalse();

        assertThat(board.clear()).isEqualTo(1);
        assertThat(board.submit("a", 6).rank()).isEqualTo(1);
    }

    @Test
    void one_of_several_windows_suffices_and_none_changes() {
        boards(options()).submit("a", 5);
        raw.del(KEY, "board:" + month.at(Instant.ofEpochMilli(serverMillis())).name());
        WindowedLeaderboard boards = boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        List<String> keys = sorted(raw.keys("*"));
        assertThat(keys).hasSize(2);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> boards.submit("b", 5),
                () -> boards.set("b", 5),
                () -> boards.increment("b", 5),
                () -> boards.submitAll(Map.of("b", 5.0)),
                () -> boards.positions("a"),
                () -> boards.remove(List.of("a")),
                () -> boards.board(day).submit("b", 5),
                () -> boards.board(day).top(3))) {
            assertThatThrownBy(call)
                    .isInstanceOf(BoardOptionsException.class)
                    .hasMessageContaining("board-moments:board:{period}");
        }
        assertThat(sorted(raw.keys("*"))).isEqualTo(keys);
    }

    @Test
    void a_period_that_begins_is_kept_with_the_options_of_now() {
        Period past = day.at(boards(options()).current(day).begin().minusMillis(1));
        boards(options()).board(day, past).submit("a", 5);
        WindowedLeaderboard boards = boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        assertThat(boards.submit("a", 5)).hasSize(4);
        assertThatThrownBy(() -> boards.board(day, past).submit("a", 6)).isInstanceOf(BoardOptionsException.class);
        assertThatThrownBy(() -> boards.finalise(day, past, snapshot -> snapshot.top(3)))
                .isInstanceOf(BoardOptionsException.class);
    }

    @Test
    void a_board_whose_members_all_went_begins_anew_with_any_options() {
        board(options()).submit("a", 5);
        board(options()).remove(List.of("a"));
        Leaderboard board = board(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        assertThat(board.top(3).rows()).isEmpty();
        assertThat(board.submit("b", 5).rank()).isEqualTo(1);
        board.remove(List.of("b"));
        assertThat(board.submit("c", 5).rank()).isEqualTo(1);
        assertThat(board.trim(0)).isEqualTo(1);
        assertThat(board(options()).submit("d", 5).rank()).isEqualTo(1);
    }

    private static List<String> sorted(Iterable<String> keys) {
        List<String> sorted = new ArrayList<>();
        keys.forEach(sorted::add);
        sorted.sort(null);
        return sorted;
    }
}
