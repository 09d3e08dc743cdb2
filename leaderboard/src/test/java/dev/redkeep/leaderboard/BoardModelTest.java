package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random operations tell what a sorted list tells, in all tie modes, both directions and both tie-breaks. */
class BoardModelTest extends BoardsOnRedis {
    /** Of each walk: 12 modes, 5 rules, with and without bounds of sums make 100,080. */
    private static final int STEPS = 834;

    private static final int MEMBERS = 40;
    private static final ScoreRule[] RULES = {
        ScoreRule.SET, ScoreRule.BEST, ScoreRule.WORST, ScoreRule.SUM, ScoreRule.LAST
    };

    static Stream<Arguments> modes() {
        return Stream.of(Order.values())
                .flatMap(order -> Stream.of(Ties.values())
                        .flatMap(ties -> Stream.of(TieBreak.values()).map(first -> Arguments.of(order, ties, first))));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void tells_what_a_sorted_list_tells(Order order, Ties ties, TieBreak tieBreak) {
        for (ScoreRule rule : RULES) {
            for (boolean bounded : new boolean[] {true, false}) {
                raw.flushAll();
                LeaderboardOptionsBuilder options =
                        options().order(order).ties(ties).tieBreak(tieBreak).rule(rule);
                if (bounded) {
                    options.sums(-30, 30);
                }
                Walk walk = new Walk(options.build(), new Random(rule.name().hashCode() + (bounded ? 1 : 0)));
                for (int i = 0; i < STEPS; i++) {
                    walk.step();
                }
            }
        }
    }

    /** One board, its model, and chance. */
    private final class Walk {
        private final LeaderboardOptions options;
        private final Leaderboard board;
        private final BoardModel model;
        private final Random random;

        Walk(LeaderboardOptions options, Random random) {
            this.options = options;
            this.board = Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L), options);
            this.model = new BoardModel(options);
            this.random = random;
        }

        void step() {
            String member = member();
            switch (random.nextInt(15)) {
                case 0, 1, 2, 3 -> submit(member);
                case 4 -> many();
                case 5 -> {
                    double by = score();
                    same(() -> board.increment(member, by), () -> submitted(ScoreRule.SUM, member, by, 0));
                }
                case 6 -> assertThat(board.set(member, 2)).isEqualTo(submitted(ScoreRule.SET, member, 2, 0));
                case 7 -> assertThat(board.position(member)).isEqualTo(model.position(member));
                case 8 -> {
                    places();
                    ranked();
                }
                case 9 -> assertThat(board.around(member, 3)).isEqualTo(model.around(member, 3));
                case 10 -> between();
                case 11 -> {
                    List<String> friends = List.of(member(), member(), member(), member(), "nobody");
                    assertThat(board.among(friends)).isEqualTo(model.among(friends));
                }
                case 12 -> {
                    assertThat(board.gap(member)).isEqualTo(model.gap(member));
                    double score = score();
                    assertThat(board.rankOf(score)).isEqualTo(model.rankOf(score));
                }
                case 13 -> foreign(member);
                default -> remove(member);
            }
        }

        /** Another program writes what we would refuse, where it may write at all. */
        private void foreign(String member) {
            if (options.tieBreak() == TieBreak.MEMBER && options.ties() != Ties.DENSE) {
                double score = (random.nextBoolean() ? 1 : -1) * (random.nextBoolean() ? 0x1p53 : 1e300);
                raw.zadd(KEY, score, member);
                model.write(member, score);
            }
        }

        /** The same is told, or refused. */
        private <R> void same(Supplier<R> told, Supplier<R> expected) {
            R right;
            try {
                right = expected.get();
            } catch (ScoreOutOfRangeException refused) {
                assertThatThrownBy(told::get).isInstanceOf(ScoreOutOfRangeException.class);
                return;
            }
            assertThat(told.get()).isEqualTo(right);
        }

        private void submit(String member) {
            double score = score();
            long reached = random.nextInt(20);
            same(
                    () -> options.rule() == ScoreRule.LAST
                            ? board.submit(member, score, Instant.ofEpochMilli(reached))
                            : board.submit(member, score),
                    () -> submitted(options.rule(), member, score, reached));
        }

        private void many() {
            if (options.rule() == ScoreRule.LAST) { // takes no batches
                submit(member());
                return;
            }
            Map<String, Double> scores = new LinkedHashMap<>();
            for (int i = 0; i < 5; i++) {
                scores.put(member(), score());
            }
            same(() -> board.submitAll(scores), () -> model.submitAll(options.rule(), scores));
        }

        private Standing submitted(ScoreRule rule, String member, double score, long reached) {
            return model.submit(rule, member, score, reached);
        }

        private void places() {
            int from = random.nextInt(MEMBERS);
            int size = 1 + random.nextInt(10);
            assertThat(board.places(from + 1, from + size)).isEqualTo(model.places(from, size));
            assertThat(board.top(3)).isEqualTo(model.places(0, 3));
            assertThat(board.scoreAt(from + 1))
                    .isEqualTo(model.places(from, 1).rows().stream()
                            .mapToDouble(Row::score)
                            .findFirst());
        }

        private void ranked() {
            long first = 1L + random.nextInt(MEMBERS);
            long last = first + random.nextInt(6);
            int skip = random.nextInt(4);
            assertThat(board.ranked(first, last, skip, 6)).isEqualTo(model.ranked(first, last, skip, 6));
            assertThat(board.scoreOfRank(first))
                    .isEqualTo(model.ranked(first, first, 0, 1).rows().stream()
                            .mapToDouble(Row::score)
                            .findFirst());
        }

        private void between() {
            double one = score();
            double other = score();
            int skip = random.nextInt(4);
            assertThat(board.between(Math.min(one, other), Math.max(one, other), skip, 6))
                    .isEqualTo(model.between(Math.min(one, other), Math.max(one, other), skip, 6));
        }

        private void remove(String member) {
            if (random.nextInt(20) == 0) {
                int keep = random.nextInt(MEMBERS);
                assertThat(board.trim(keep)).isEqualTo(model.trim(keep));
            } else {
                assertThat(board.remove(List.of(member, "nobody"))).isEqualTo(model.remove(member) ? 1 : 0);
            }
            assertThat(board.size()).isEqualTo(model.size());
        }

        private String member() {
            return "m" + random.nextInt(MEMBERS);
        }

        /** Few, so that many have the same; some with a fraction, and some at the edge. */
        private double score() {
            return switch (random.nextInt(12)) {
                case 0 -> random.nextInt(5) + 0.1;
                case 1 -> random.nextBoolean() ? 0x1p53 - 1 : 1 - 0x1p53;
                default -> random.nextInt(8) - 4;
            };
        }
    }
}
