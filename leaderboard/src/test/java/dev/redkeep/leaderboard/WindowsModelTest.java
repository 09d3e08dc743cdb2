package dev.redkeep.leaderboard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random submissions, alone and many, to windows that differ: each tells what a sorted list of its own tells. */
class WindowsModelTest extends WindowsOnRedis {
    private static final int STEPS = 300;
    private static final int MEMBERS = 20;

    private final Random random = new Random(7);

    static Stream<Arguments> modes() {
        return BoardModelTest.modes();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void each_window_tells_what_a_sorted_list_tells(Order order, Ties ties, TieBreak tieBreak) {
        for (ScoreRule rule : List.of(ScoreRule.SET, ScoreRule.BEST, ScoreRule.WORST, ScoreRule.SUM)) {
            raw.flushAll();
            LeaderboardOptions options = options()
                    .order(order)
                    .ties(ties)
                    .tieBreak(tieBreak)
                    .rule(rule)
                    .sums(-30, 30)
                    .build();
            WindowedLeaderboard boards = WindowedLeaderboard.on(redis, options, ever, day);
            Map<Window, BoardModel> models = new LinkedHashMap<>();
            models.put(ever, new BoardModel(options));
            models.put(day, new BoardModel(options));
            for (int i = 0; i < STEPS; i++) {
                step(boards, models, rule);
            }
        }
    }

    private void step(WindowedLeaderboard boards, Map<Window, BoardModel> models, ScoreRule rule) {
        String member = member();
        double score = score();
        switch (random.nextInt(8)) {
            case 7 -> {
                double beyond = random.nextBoolean() ? 40 : -40; // the bounds of sums
                same(boards.set(member, beyond), models, ScoreRule.SET, member, beyond);
            }
            case 0, 1 -> same(boards.submit(member, score), models, rule, member, score);
            case 2 -> same(boards.increment(member, 3), models, ScoreRule.SUM, member, 3);
            case 3 -> same(boards.set(member, score), models, ScoreRule.SET, member, score);
            case 4 -> many(boards, models, rule);
            case 5 -> {
                // Only one window hears of this.
                Window one = random.nextBoolean() ? ever : day;
                assertThat(boards.board(one).remove(List.of(member)))
                        .isEqualTo(requireNonNull(models.get(one)).remove(member) ? 1 : 0);
                String another = member();
                ByWindow<Optional<Position>> told = boards.positions(another);
                models.forEach((window, model) -> assertThat(told.in(window)).isEqualTo(model.position(another)));
                ByWindow<Integer> gone = boards.remove(List.of(member, "nobody"));
                models.forEach((window, model) -> assertThat(gone.in(window)).isEqualTo(model.remove(member) ? 1 : 0));
            }
            default ->
                models.forEach((window, model) ->
                        assertThat(boards.board(window).top(MEMBERS)).isEqualTo(model.places(0, MEMBERS)));
        }
    }

    private static void same(
            Standings told, Map<Window, BoardModel> models, ScoreRule rule, String member, double score) {
        models.forEach((window, model) -> assertThat(told.in(window)).isEqualTo(model.submit(rule, member, score, 0)));
    }

    private void many(WindowedLeaderboard boards, Map<Window, BoardModel> models, ScoreRule rule) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            scores.put(member(), score());
        }
        List<Standings> told = boards.submitAll(scores);
        models.forEach((window, model) ->
                assertThat(told.stream().map(one -> one.in(window))).isEqualTo(model.submitAll(rule, scores)));
    }

    private String member() {
        return "m" + random.nextInt(MEMBERS);
    }

    /** Few, so that many have the same. */
    private double score() {
        return random.nextInt(10) == 0 ? random.nextInt(5) + 0.1 : random.nextInt(8) - 4;
    }
}
