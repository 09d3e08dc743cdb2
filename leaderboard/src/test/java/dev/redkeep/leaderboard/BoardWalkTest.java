package dev.redkeep.leaderboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who does not move while a board is gone through is told once, whatever others do. */
class BoardWalkTest extends BoardsOnRedis {
    private static final int STILL = 30;
    private static final int ROUNDS = 12;

    @ParameterizedTest
    @MethodSource("dev.redkeep.leaderboard.BoardModelTest#modes")
    void who_stays_is_told_once_and_each_page_is_of_its_moment(Order order, Ties ties, TieBreak first) {
        LeaderboardOptions options = options()
                .order(order)
                .ties(ties)
                .tieBreak(first)
                .rule(ScoreRule.SET)
                .build();
        Random random = new Random(5);
        for (int round = 0; round < ROUNDS; round++) {
            raw.flushAll();
            Leaderboard board = Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L), options);
            BoardModel model = new BoardModel(options);
            Consumer<String> moves = member -> {
                double score = random.nextInt(4) - 1.5;
                board.submit(member, score);
                model.submit(ScoreRule.SET, member, score, 0);
            };
            IntStream.range(0, STILL).forEach(i -> {
                moves.accept("still" + i);
                moves.accept("mover" + i);
            });
            List<String> still = still(model.places(0, 2 * STILL));

            BoardWalk walk = walk(options, 1 + round);
            List<String> told = new ArrayList<>();
            Page page;
            do {
                page = walk.next();
                assertThat(page)
                        .isEqualTo(model.places(page.before(), page.rows().size()));
                told.addAll(still(page));
                for (int i = 0; i < 4; i++) {
                    // Often one that was just told, so that the next page begins behind somebody who is not there.
                    List<Row> rows = page.rows();
                    String one = i == 0 && !rows.isEmpty()
                            ? rows.get(rows.size() - 1).member()
                            : "mover" + random.nextInt(STILL);
                    if (one.startsWith("mover") && random.nextBoolean()) {
                        moves.accept(one);
                    } else if (one.startsWith("mover")) {
                        board.remove(List.of(one));
                        model.remove(one);
                    }
                }
            } while (page.more());
            assertThat(told).isEqualTo(still);
        }
    }

    private static List<String> still(Page page) {
        return page.rows().stream()
                .map(Row::member)
                .filter(member -> member.startsWith("still"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"HIGH_FIRST, MEMBER", "HIGH_FIRST, EARLIEST", "LOW_FIRST, MEMBER", "LOW_FIRST, EARLIEST"})
    void twelve_thousand_on_one_score_are_told_once_though_the_last_one_told_goes(Order order, TieBreak first) {
        LeaderboardOptions options = options().order(order).tieBreak(first).build();
        Leaderboard board = Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L), options);
        for (int i = 0; i < 12; i++) {
            Map<String, Double> batch = new LinkedHashMap<>();
            for (int j = 0; j < 1_000; j++) {
                batch.put("m" + (1_000 * i + j), 7.0);
            }
            board.submitAll(batch);
        }
        BoardWalk walk = walk(options, Leaderboard.MOST);
        List<String> told = new ArrayList<>();
        Page page;
        do {
            page = walk.next();
            List<Row> rows = page.rows();
            assertThat(rows.get(0).rank()).isEqualTo(page.before() + 1);
            rows.forEach(row -> told.add(row.member()));
            board.remove(List.of(told.get(told.size() - 1), told.get(told.size() / 2)));
        } while (page.more());
        assertThat(told).hasSize(12_000).doesNotHaveDuplicates();
        assertThat(board.size()).isEqualTo(12_000 - 24);
    }

    /** A, a, B: a server's language may sort them otherwise than their bytes do. */
    @ParameterizedTest
    @EnumSource(Order.class)
    void members_of_one_score_follow_each_other_by_their_bytes(Order order) {
        LeaderboardOptions options = options().order(order).build();
        List<byte[]> members = new ArrayList<>(List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0x80, 0}));
        for (String member : List.of("a", "a\u0000", "ab", "A", "B", "b", "ä", "ö", "😀", "\ufffe", "-", "_", " ")) {
            members.add(member.getBytes(UTF_8));
        }
        for (double score : new double[] {1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300}) {
            members.forEach(member -> raw.zadd(KEY.getBytes(UTF_8), score, member));
            List<String> all = new ArrayList<>(raw.zrange(KEY, 0, -1));
            if (order == Order.HIGH_FIRST) {
                Collections.reverse(all);
            }
            BoardWalk walk = walk(options, 1);
            List<String> told = new ArrayList<>();
            Page page;
            do {
                page = walk.next();
                told.add(page.rows().get(0).member());
                byte[] key = KEY.getBytes(UTF_8);
                long place = order == Order.HIGH_FIRST ? page.total() - 1 - page.before() : page.before();
                byte[] last = raw.zrange(key, place, place).get(0);
                raw.zrem(key, last); // one that was told, so that only its bytes say who is behind it
            } while (page.more());
            assertThat(told).isEqualTo(all);
        }
    }

    private BoardWalk walk(LeaderboardOptions options, int size) {
        Board board =
                BoardPatterns.of(redis, LeaderboardKeys.CHALLENGE, options).at(LeaderboardKeys.CHALLENGE.key(7L));
        return new BoardWalk(redis, board, BoardScripts.of(options), new BoardReplies(options), size);
    }
}
