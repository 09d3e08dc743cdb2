package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A closed period is finalised once, and by one at a time. */
class FinalisationTest extends WindowsOnRedis {
    @Test
    void sixty_four_who_finalise_at_once_do_it_once() throws Exception {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, 2_500);
        AtomicInteger runs = new AtomicInteger();
        List<Finalisation> told = Collections.synchronizedList(new ArrayList<>());
        List<Row> rows = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(threads.submit(() -> {
                    told.add(boards.finalise(day, past, snapshot -> {
                        runs.incrementAndGet();
                        snapshot.forEach(rows::add);
                    }));
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(runs).hasValue(1);
        assertThat(told).containsOnlyOnce(Finalisation.DONE);
        assertThat(told).doesNotContain(Finalisation.OPEN, Finalisation.GONE);
        assertThat(rows).hasSize(2_500).isSortedAccordingTo(java.util.Comparator.comparingLong(Row::rank));
        assertThat(boards.finalise(day, past, snapshot -> runs.incrementAndGet()))
                .isEqualTo(Finalisation.DONE_BEFORE);
        assertThat(runs).hasValue(1);
        assertThat(raw.pttl("board-final:board:" + past.name()))
                .isBetween(1L, Duration.ofDays(7).toMillis());
    }

    @Test
    void what_is_open_or_gone_is_not_finalised() {
        WindowedLeaderboard boards = boards(options());
        assertThat(boards.finalise(day, boards.current(day), snapshot -> {
                    throw new AssertionError();
                }))
                .isEqualTo(Finalisation.OPEN);
        assertThat(boards.finalise(day, day.named("2020-01-01"), snapshot -> {
                    throw new AssertionError();
                }))
                .isEqualTo(Finalisation.GONE);
        assertThat(raw.keys("board-final:*")).isEmpty();
    }

    @Test
    void an_action_that_throws_leaves_the_right_to_the_next() {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, 3);
        assertThatThrownBy(() -> boards.finalise(day, past, snapshot -> {
                    throw new UnsupportedOperationException("no printer");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        List<Row> best = new ArrayList<>();
        assertThat(boards.finalise(day, past, snapshot -> {
                    assertThat(snapshot.period()).isEqualTo(past);
                    assertThat(snapshot.size()).isEqualTo(3);
                    best.addAll(snapshot.top(1));
                }))
                .isEqualTo(Finalisation.DONE);
        assertThat(best).containsExactly(new Row("m0", 3, 1));
    }

    @Test
    void who_lost_the_right_is_told_and_reads_no_more() {
        WindowedLeaderboard boards = boards(options());
        Period past = past(boards, 3);
        String mark = "board-final:board:" + past.name();
        assertThatIllegalStateException()
                .isThrownBy(() -> boards.finalise(day, past, snapshot -> {
                    assertThat(raw.pttl(mark)).isBetween(1L, 60_000L);
                    raw.del(mark); // its minute is over
                    assertThat(boards.finalise(
                                    day, past, other -> assertThat(other.size()).isEqualTo(3)))
                            .isEqualTo(Finalisation.DONE);
                    snapshot.top(1);
                }));
        assertThat(raw.get(mark)).isEqualTo("done");
    }

    /** Yesterday's board, with some members. */
    private Period past(WindowedLeaderboard boards, int members) {
        Period yesterday = day.at(boards.current(day).begin().minusMillis(1));
        Leaderboard board = boards.board(day, yesterday);
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < members; i++) {
            scores.put("m" + i, (double) members - i);
            if (scores.size() == 1_000 || i == members - 1) {
                board.submitAll(scores);
                scores.clear();
            }
        }
        return yesterday;
    }
}
