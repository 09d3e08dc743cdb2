package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What finalises a period has the whole board and the right to it, or says that it has not. */
class FinalRightTest extends WindowsOnRedis {
    private static final int MEMBERS = 2_500;

    /** What may throw anything, as compilers of other languages allow. */
    private interface Thrower<T extends Throwable> {
        void run() throws T;
    }

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void a_board_is_kept_while_it_is_finalised() {
        WindowedLeaderboard boards = boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        Period past = past(boards, 3);
        List<String> keys = List.of(key(past), "board-moments:" + key(past), "board-scores:" + key(past));
        keys.forEach(key -> raw.pexpire(key, 40_000));

        assertThat(boards.finalise(day, past, snapshot -> {
                    keys.forEach(key -> assertThat(raw.pttl(key)).as(key).isGreaterThan(40_000));
                    keys.forEach(key -> raw.pexpire(key, 40_000));
                    snapshot.keep();
                    keys.forEach(key -> assertThat(raw.pttl(key)).as(key).isGreaterThan(40_000));
                }))
                .isEqualTo(Finalisation.DONE);
    }

    @Test
    void a_board_that_goes_while_it_is_read_is_not_done() {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, MEMBERS);
        List<Row> rows = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> boards.finalise(
                        day,
                        past,
                        snapshot -> snapshot.forEach(row -> {
                            rows.add(row);
                            raw.del(key(past));
                        })))
                .withMessageContaining("gone");
        assertThat(rows).hasSize(1_000);
        assertThat(raw.exists(mark(past))).isFalse();

        past(boards, 1);
        for (Consumer<Snapshot> read : List.<Consumer<Snapshot>>of(one -> one.top(3), Snapshot::size)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> boards.finalise(day, past, snapshot -> {
                        assertThat(snapshot.size()).isEqualTo(1);
                        byte[] held = raw.dump(key(past));
                        raw.del(key(past));
                        try {
                            read.accept(snapshot);
                        } finally {
                            raw.restore(key(past), 0, held);
                        }
                    }));
        }
    }

    @Test
    void a_board_that_goes_after_the_last_read_is_not_done_either() {
        WindowedLeaderboard boards = boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        Period past = past(boards, 3);
        for (Consumer<Leaderboard> loss : List.<Consumer<Leaderboard>>of(
                Leaderboard::clear,
                board -> board.remove(List.of("m0", "m1", "m2")),
                board -> board.trim(0),
                board -> raw.del(key(past)))) {
            past(boards, 3);
            assertThatIllegalStateException()
                    .isThrownBy(() -> boards.finalise(day, past, snapshot -> {
                        assertThat(snapshot.top(3)).hasSize(3);
                        loss.accept(boards.board(day, past));
                    }))
                    .withMessageContaining("gone");
            assertThat(raw.exists(mark(past))).isFalse();
        }
        past(boards, 3);
        assertThatIllegalStateException()
                .isThrownBy(() -> boards.finalise(day, past, snapshot -> {
                    raw.del(mark(past), key(past)); // its minute is over too
                }))
                .withMessageContaining("gone");
        past(boards, 3);
        assertThat(boards.finalise(day, past, snapshot -> {
                    boards.board(day, past).clear();
                    past(boards, 1); // what counts is what is there in the end
                }))
                .isEqualTo(Finalisation.DONE);
    }

    @Test
    void a_board_without_members_from_the_first_is_done() {
        WindowedLeaderboard boards = boards(options());
        Period past = day.at(boards.current(day).begin().minusMillis(1));
        assertThat(boards.finalise(day, past, snapshot -> snapshot.forEach(row -> never(snapshot))))
                .isEqualTo(Finalisation.DONE);
        assertThat(raw.get(mark(past))).isEqualTo("done");
    }

    @Test
    void nobody_is_left_out_because_one_who_was_read_left() {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, MEMBERS);
        assertThat(readWhile(boards, past, () -> boards.board(day, past).remove(List.of("m0"))))
                .isEqualTo(members(0, MEMBERS));
    }

    @Test
    void nobody_is_left_out_or_told_twice_because_another_was_corrected() {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, MEMBERS);
        List<String> told = members(0, MEMBERS);
        told.add("m0");
        assertThat(readWhile(boards, past, () -> boards.board(day, past).set("m0", -1)))
                .isEqualTo(told);

        told.remove(0); // it is the last one now
        told.remove("m2000");
        assertThat(readWhile(boards, past, () -> boards.board(day, past).set("m2000", MEMBERS)))
                .isEqualTo(told);
    }

    /** Whom a finalisation is told if something happens after the first thousand. */
    private List<String> readWhile(WindowedLeaderboard boards, Period past, Runnable happens) {
        List<String> told = new ArrayList<>();
        assertThat(boards.finalise(
                        day,
                        past,
                        snapshot -> snapshot.forEach(row -> {
                            told.add(row.member());
                            if (told.size() == 1_000) {
                                happens.run();
                            }
                        })))
                .isEqualTo(Finalisation.DONE);
        raw.del(mark(past));
        return told;
    }

    private static List<String> members(int from, int to) {
        return new ArrayList<>(IntStream.range(from, to).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void a_right_that_ran_out_is_still_there_if_nobody_else_took_it() {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, 3);
        assertThat(boards.finalise(day, past, snapshot -> {
                    assertThat(snapshot.top(1)).hasSize(1);
                    raw.del(mark(past)); // a minute is over
                    assertThat(snapshot.size()).isEqualTo(3);
                    assertThat(raw.pttl(mark(past))).isBetween(1L, 60_000L);
                    raw.del(mark(past));
                }))
                .isEqualTo(Finalisation.DONE);
        assertThat(boards.finalise(day, past, FinalRightTest::never)).isEqualTo(Finalisation.DONE_BEFORE);
    }

    @Test
    void each_line_may_take_as_long_as_it_takes() {
        WindowClock clock = new WindowClock(this::serverMillis, nanos::get);
        WindowedLeaderboard boards = new RedisWindows(redis, options().build(), List.of(ever, day), clock);
        Period past = past(boards, 20);
        List<Long> left = new ArrayList<>();
        boards.finalise(
                day,
                past,
                snapshot -> snapshot.forEach(row -> {
                    left.add(raw.pttl(mark(past)));
                    raw.pexpire(mark(past), 40_000);
                    nanos.addAndGet(TimeUnit.SECONDS.toNanos(9));
                }));
        // Every second line renews, since ten seconds are over.
        assertThat(left.stream().filter(millis -> millis > 40_000)).hasSize(10);
        assertThat(raw.get(mark(past))).isEqualTo("done");
    }

    @Test
    void one_who_dies_at_it_leaves_it_to_the_next_and_learns_of_it_if_he_lives() {
        WindowedLeaderboard boards = boards(options());
        WindowedLeaderboard others = boards(options());
        Period past = past(boards, 3);
        assertThatIllegalStateException()
                .isThrownBy(() -> boards.finalise(day, past, dead -> {
                    assertThat(others.finalise(day, past, FinalRightTest::never))
                            .isEqualTo(Finalisation.RUNNING);
                    raw.del(mark(past));
                    assertThat(others.finalise(day, past, next -> {
                                assertThatIllegalStateException().isThrownBy(dead::keep);
                                assertThat(next.size()).isEqualTo(3);
                            }))
                            .isEqualTo(Finalisation.DONE);
                }));
        assertThat(boards.finalise(day, past, FinalRightTest::never)).isEqualTo(Finalisation.DONE_BEFORE);
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatever_an_action_throws_the_right_is_free() {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, 1);
        Thrower<IOException> fails = () -> {
            throw new IOException("no printer");
        };
        Thrower<RuntimeException> undeclared = (Thrower<RuntimeException>) (Thrower<?>) fails;
        assertThatThrownBy(() -> boards.finalise(day, past, snapshot -> undeclared.run()))
                .isInstanceOf(IOException.class);
        assertThat(raw.exists(mark(past))).isFalse();
    }

    @Test
    void a_period_of_another_making_is_refused() {
        WindowedLeaderboard boards = boards(options());
        Period today = boards.current(day);
        Instant before = today.begin().minusSeconds(1);
        for (Period wrong : List.of(
                new Period(today.name(), Instant.EPOCH, before),
                new Period(today.name(), today.begin(), before),
                new Period("all", Instant.EPOCH, before),
                week.at(before))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> boards.finalise(day, wrong, FinalRightTest::never))
                    .withMessageStartingWith("period");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> boards.board(day, wrong))
                    .withMessageStartingWith("period");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> boards.board(ever, today));
        assertThat(boards.board(ever, ever.named("all")).size()).isZero();
        assertThat(raw.dbSize()).isZero();
    }

    private static void never(Snapshot snapshot) {
        throw new AssertionError(snapshot.period());
    }

    private static String key(Period period) {
        return "board:" + period.name();
    }

    private static String mark(Period period) {
        return "board-final:" + key(period);
    }

    /** Yesterday's board, with some members. */
    private Period past(WindowedLeaderboard boards, int members) {
        Period yesterday = day.at(boards.current(day).begin().minusMillis(1));
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < members; i++) {
            scores.put("m" + i, (double) members - i);
            if (scores.size() == 1_000 || i == members - 1) {
                boards.board(day, yesterday).submitAll(scores);
                scores.clear();
            }
        }
        return yesterday;
    }
}
