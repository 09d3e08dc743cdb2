package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many members of a board in shards at once, and who is around one. */
class ShardBatchesTest extends BoardsOnRedis {
    private static final KeyPattern1<Long> PART = KeyPattern.of("board:part:{part}", Segment.number())
            .sortedSet()
            .persistent("a test")
            .owner("test");

    /** Some are each other's beginning, and by their bytes in another order than in UTF-16. */
    private static final List<String> MEMBERS = List.of(
            "a",
            "ab",
            "abc",
            "b",
            "B",
            "~",
            "\u007f",
            "\u00e9",
            "e",
            "\uffee",
            "\ud83d\ude00",
            "a\u0000",
            "10",
            "9",
            "1");

    private static LeaderboardOptionsBuilder shared() {
        return options().ties(Ties.COMPETITION);
    }

    private ShardedLeaderboard shards(int count, LeaderboardOptionsBuilder options) {
        List<Key> keys = LongStream.range(0, count).mapToObj(PART::key).toList();
        return ShardedLeaderboard.on(redis, keys, options.build());
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void equal_scores_are_told_in_the_order_of_one_board(Order order) {
        Leaderboard one = board(shared().order(order).rule(ScoreRule.SET));
        ShardedLeaderboard board = shards(3, shared().order(order).rule(ScoreRule.SET));
        for (int scores = 1; scores <= 4; scores++) {
            Map<String, Double> all = new LinkedHashMap<>();
            for (String member : MEMBERS) {
                all.put(member, all.size() % scores - 0.5);
            }
            List<Standing> told = one.submitAll(all);
            assertThat(board.submitAll(all))
                    .isEqualTo(told.stream()
                            .map(each -> new ScoreChange(each.member(), each.oldScore(), each.score(), each.improved()))
                            .toList());

            for (String member : MEMBERS) {
                for (int count = 0; count <= MEMBERS.size(); count += 2) {
                    assertThat(board.around(member, count)).isEqualTo(one.around(member, count));
                }
            }
            assertThat(board.around("nobody", 3)).isEqualTo(one.around("nobody", 3));
            assertThat(board.among(MEMBERS)).isEqualTo(one.among(MEMBERS));
            assertThat(board.among(List.of("b", "nobody", "9"))).isEqualTo(one.among(List.of("b", "nobody", "9")));
            assertThat(board.top(99)).isEqualTo(one.top(99));
        }
        assertThat(board.remove(List.of("a", "b", "nobody", "9", "a"))).isEqualTo(3);
        assertThat(board.size()).isEqualTo(MEMBERS.size() - 3);
    }

    @Test
    void around_one_of_thousands_of_the_same_score_are_its_neighbours() {
        Leaderboard one = board(shared());
        ShardedLeaderboard board = shards(3, shared());
        for (int i = 0; i < 3; i++) {
            Map<String, Double> batch = new LinkedHashMap<>();
            for (int j = 0; j < 1_000; j++) {
                batch.put("m" + (1_000 * i + j), 7.0);
            }
            one.submitAll(batch);
            assertThat(board.submitAll(batch)).hasSize(1_000);
        }
        for (String member : List.of("m0", "m1499", "m2999", "m999")) {
            assertThat(board.around(member, 499)).isEqualTo(one.around(member, 499));
        }
    }

    @Test
    void what_others_wrote_is_read() {
        Leaderboard one = board(shared());
        for (String key : List.of(KEY, "board:part:0")) {
            raw.zadd(key, Map.of("a", Double.POSITIVE_INFINITY, "b", Double.NEGATIVE_INFINITY, "c", 1e300));
        }
        ShardedLeaderboard board = shards(1, shared());
        for (String member : List.of("a", "b", "c")) {
            assertThat(board.around(member, 1)).isEqualTo(one.around(member, 1));
            assertThat(board.position(member)).isEqualTo(one.position(member));
        }
        assertThat(board.among(List.of("c", "b", "a"))).isEqualTo(one.among(List.of("c", "b", "a")));
    }

    @Test
    void an_empty_board_answers_and_none_asked_for_is_none_told() {
        ShardedLeaderboard board = shards(4, shared());
        assertThat(board.around("a", 5)).isEqualTo(new Page(List.of(), 0, 0));
        assertThat(board.among(List.of("a"))).isEmpty();
        assertThat(board.among(List.of())).isEmpty();
        assertThat(board.submitAll(Map.of())).isEmpty();
        assertThat(board.remove(List.of())).isZero();
        assertThat(board.remove(Collections.nCopies(2_000, "a"))).isZero();
        assertThat(raw.dbSize()).isZero();
        board.submit("a", 1);
        assertThat(board.around("a", 5).rows()).containsExactly(new Row("a", 1, 1));
    }

    @Test
    void where_a_shard_fails_the_parts_of_the_others_count() {
        ShardedLeaderboard board = shards(2, shared().rule(ScoreRule.SUM));
        Map<String, Double> scores = new LinkedHashMap<>();
        IntStream.range(0, 40).forEach(i -> scores.put("m" + i, 1.0));
        board.submitAll(scores);
        long there = raw.zcard("board:part:1");
        assertThat(there).isBetween(1L, 39L);
        raw.set("board:part:0", "garbage");

        assertThatThrownBy(() -> board.submitAll(scores)).isInstanceOf(RedisWrongTypeException.class);

        assertThat(raw.zcount("board:part:1", 2, 2)).isEqualTo(there);
        assertThatThrownBy(() -> board.remove(scores.keySet())).isInstanceOf(RedisWrongTypeException.class);
        assertThat(raw.exists("board:part:1")).isFalse();
        assertThat(raw.get("board:part:0")).isEqualTo("garbage");
    }

    @Test
    void a_sum_beyond_is_refused_with_the_part_of_its_shard() {
        ShardedLeaderboard board = shards(2, shared().rule(ScoreRule.SUM));
        Map<String, Double> scores = new LinkedHashMap<>();
        IntStream.range(0, 40).forEach(i -> scores.put("m" + i, 1.0));
        board.submitAll(scores);
        long there = raw.zcard("board:part:1");
        String full = raw.zrange("board:part:0", 0, 0).get(0);
        board.submit(full, 0x1p53 - 2);

        assertThatThrownBy(() -> board.submitAll(scores))
                .isInstanceOf(ScoreOutOfRangeException.class)
                .hasMessageContaining("shard");

        assertThat(raw.zcount("board:part:1", 2, 2)).isEqualTo(there);
        assertThat(raw.zcount("board:part:0", 1, 1)).isEqualTo(40 - there - 1);
    }

    @Test
    void what_is_out_of_range_is_refused_by_name_before_anything_is_sent() {
        ShardedLeaderboard board = shards(2, shared());
        Map<String, Double> many = new LinkedHashMap<>();
        IntStream.rangeClosed(0, 1_000).forEach(i -> many.put("m" + i, 1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.submitAll(many))
                .withMessageStartingWith("scores");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.remove(many.keySet()))
                .withMessageStartingWith("members");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.among(many.keySet()))
                .withMessageStartingWith("members");
        Map<String, Double> bad = new LinkedHashMap<>(Map.of("a", 1.0, "b", 2.0, "c", 3.0));
        bad.put("d", Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.submitAll(bad))
                .withMessageStartingWith("score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.around("a", 500))
                .withMessageStartingWith("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.around("", 5))
                .withMessageStartingWith("member");
        assertThat(raw.dbSize()).isZero();
        assertThat(board.submitAll(Map.of("a", 1.0)))
                .containsExactly(new ScoreChange("a", OptionalDouble.empty(), 1, true));
    }
}
