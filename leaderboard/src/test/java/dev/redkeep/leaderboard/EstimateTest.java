package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often an estimate is off by no more than it tells, counted exactly: who is ahead is on the shard by a binomial. */
class EstimateTest {
    private static final double STATED = 0.95;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 16, 64, 256})
    void in_95_of_100_cases_an_estimate_is_off_by_no_more_than_its_error(int shards) {
        IntStream near = IntStream.range(0, 8 * shards);
        IntStream far = IntStream.of(10, 30, 100).map(times -> times * shards);
        IntStream.concat(near, far)
                .forEach(ahead -> assertThat(within(ahead, shards))
                        .as(ahead + " ahead, " + shards + " shards")
                        .isGreaterThan(STATED));
    }

    @Test
    void one_shard_knows() {
        assertThat(Estimate.of("a", 1, 999, 1)).isEqualTo(new Estimate("a", 1, 1_000, 0));
    }

    /** The probability that so many ahead are told within the error. */
    private static double within(int ahead, int shards) {
        double chance = 1.0 / shards;
        double logarithm = ahead * Math.log1p(-chance); // of the probability that so many of them are on the shard
        double within = 0;
        for (int there = 0; there <= ahead; there++) {
            Estimate told = Estimate.of("a", 1, there, shards);
            if (Math.abs(told.rank() - (ahead + 1L)) <= told.error()) {
                within += Math.exp(logarithm);
            }
            logarithm += Math.log((ahead - there) / (there + 1.0) * (chance / (1 - chance)));
        }
        return within;
    }
}
