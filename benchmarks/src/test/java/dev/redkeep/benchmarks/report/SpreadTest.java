package dev.redkeep.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void one_odd_round_moves_the_median_little() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0, 4.0, 900.0))).isEqualTo(new Spread(2, 3, 4));
    }

    @Test
    void between_two_values_lies_their_mean() {
        assertThat(Spread.of(List.of(1.0, 2.0))).isEqualTo(new Spread(1.25, 1.5, 1.75));
    }

    @Test
    void nothing_measured_has_no_spread() {
        assertThat(Spread.of(List.of())).isNull();
        assertThat(Spread.of(List.of(Double.NaN))).isNull();
    }
}
