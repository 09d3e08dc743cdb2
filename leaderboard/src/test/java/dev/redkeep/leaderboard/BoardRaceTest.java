package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads at once, through a flush of the scripts. */
class BoardRaceTest extends BoardsOnRedis {
    private static final int THREADS = 64;
    private static final int EACH = 200;

    @ParameterizedTest
    @EnumSource(Ties.class)
    void sixty_four_threads_that_increment_lose_nothing(Ties ties) throws Exception {
        Leaderboard board = board(options().ties(ties).tieBreak(TieBreak.EARLIEST));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String member = "m" + i % 8;
                all.add(threads.submit(() -> {
                    for (int j = 0; j < EACH; j++) {
                        if (j == EACH / 2) {
                            raw.scriptFlush();
                        }
                        board.increment(member, 1);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(board.top(10).rows())
                .hasSize(8)
                .allSatisfy(row -> assertThat(row.score()).isEqualTo(THREADS / 8 * EACH));
        assertThat(board.size()).isEqualTo(8);
        assertThat(board.position("m0").orElseThrow().ahead()).isBetween(0L, ties == Ties.ORDINAL ? 7L : 0L);
        if (ties == Ties.DENSE) {
            assertThat(raw.zrange("board-scores:" + KEY, 0, -1)).containsExactly("-1600");
            assertThat(raw.hgetAll("board-counts:" + KEY)).containsOnly(java.util.Map.entry("-1600", "8"));
        }
    }
}
