package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {
    @ParameterizedTest
    @EnumSource(Order.class)
    void better_is_strictly_so(Order order) {
        boolean high = order == Order.HIGH_FIRST;
        assertThat(order.better(2, 1)).isEqualTo(high);
        assertThat(order.better(1, 2)).isEqualTo(!high);
        assertThat(order.better(Double.POSITIVE_INFINITY, 1e300)).isEqualTo(high);
        assertThat(order.better(1, 1)).isFalse();
        assertThat(order.better(0.0, -0.0)).isFalse();
    }
}
