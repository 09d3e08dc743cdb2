package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A board in shards tells what one board tells. */
class ShardsTest extends BoardsOnRedis {
    private static final KeyPattern1<Long> PART = KeyPattern.of("board:part:{part}", Segment.number())
            .sortedSet()
            .persistent("a test")
            .owner("test");

    private static LeaderboardOptionsBuilder shared() {
        return options().ties(Ties.COMPETITION);
    }

    private ShardedLeaderboard shards(int count, LeaderboardOptionsBuilder options) {
        List<Key> keys = LongStream.range(0, count).mapToObj(PART::key).toList();
        return ShardedLeaderboard.on(redis, keys, options.build());
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void random_steps_tell_what_one_board_tells(Order order) {
        LeaderboardOptions options = shared().order(order).rule(ScoreRule.SET).build();
        ShardedLeaderboard board = shards(5, shared().order(order).rule(ScoreRule.SET));
        BoardModel model = new BoardModel(options);
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String member = "m" + random.nextInt(60);
            double score = random.nextInt(12) - 6;
            if (random.nextInt(8) == 0) {
                assertThat(board.remove(member)).isEqualTo(model.remove(member));
            } else {
                Standing expected = model.submit(ScoreRule.SET, member, score, 0);
                assertThat(board.submit(member, score))
                        .isEqualTo(new ScoreChange(member, expected.oldScore(), score, expected.improved()));
            }
            assertThat(board.position(member)).isEqualTo(model.position(member));
            assertThat(board.size()).isEqualTo(model.size());
            int count = random.nextInt(8);
            assertThat(board.top(count).rows()).isEqualTo(model.places(0, count).rows());
            assertThat(board.top(count).total()).isEqualTo(model.size());
            if (i % 4 == 0) {
                assertThat(board.around(member, count)).isEqualTo(model.around(member, count));
                List<String> some = List.of(member, "m1", "m2", "m3", "m" + random.nextInt(60), "nobody");
                assertThat(board.among(some)).isEqualTo(model.among(some));
            }
        }
        assertThat(raw.keys("*")).hasSize(5);
    }

    @Test
    void an_estimate_is_within_its_error_in_nearly_all_cases() {
        ShardedLeaderboard board = shards(8, shared());
        int members = 4_000;
        for (int i = 0; i < members; i++) {
            board.submit("member-" + i, i);
        }
        int within = 0;
        for (int i = 0; i < members; i++) {
            Estimate estimate = board.estimate("member-" + i).orElseThrow();
            assertThat(estimate.score()).isEqualTo(i);
            within += Math.abs(estimate.rank() - (members - i)) <= estimate.error() ? 1 : 0;
        }
        assertThat(within).isGreaterThan(members * 95 / 100); // of all ranks; EstimateTest counts for each
        assertThat(board.estimate("nobody")).isEmpty();
        assertThat(board.position("nobody")).isEmpty();
    }

    @Test
    void one_shard_estimates_without_an_error() {
        ShardedLeaderboard board = shards(1, shared());
        board.submit("a", 2);
        board.submit("b", 1);
        assertThat(board.estimate("b")).contains(new Estimate("b", 1, 2, 0));
    }

    @Test
    void what_shards_cannot_tell_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shards(0, shared()))
                .withMessageStartingWith("shards");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shards(257, shared()))
                .withMessageStartingWith("shards");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardedLeaderboard.on(redis, List.of(PART.key(1L), PART.key(1L)), shared().build()))
                .withMessage("shards must have different keys, and two of these are the same");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shards(2, options()))
                .withMessageStartingWith("options");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shards(2, shared().tieBreak(TieBreak.EARLIEST)))
                .withMessageStartingWith("options");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shards(2, shared()).top(-1));
    }
}
