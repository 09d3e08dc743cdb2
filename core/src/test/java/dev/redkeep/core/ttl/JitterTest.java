package dev.redkeep.core.ttl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JitterTest {
    @Test
    void a_drawn_expiry_is_never_longer_than_documented_nor_shorter_than_the_fraction_allows() {
        Random random = new Random(20261121);
        for (int i = 0; i < 10_000; i++) {
            long millis = random.nextLong(1, TtlPolicy.LONGEST_TTL.toMillis() + 1) >>> random.nextInt(40);
            long ttl = Math.max(1, millis);
            double fraction = random.nextDouble();
            Duration drawn =
                    TtlPolicy.fixed(Duration.ofMillis(ttl)).withJitter(fraction).draw(random);

            assertThat(drawn.toMillis()).isBetween(Math.max(1, (long) Math.floor(ttl * (1 - fraction))), ttl);
        }
    }

    @Test
    void both_ends_are_drawn() {
        Random random = new Random(1);
        Fixed policy = TtlPolicy.fixed(Duration.ofMillis(10)).withJitter(0.3);

        assertThat(Stream.generate(() -> policy.draw(random).toMillis())
                        .limit(1_000)
                        .distinct()
                        .sorted())
                .containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void a_fraction_next_to_one_still_leaves_a_millisecond() {
        Random random = new Random(1);
        for (Duration ttl : List.of(TtlPolicy.SHORTEST_TTL, Duration.ofMillis(3), TtlPolicy.LONGEST_TTL)) {
            Fixed policy = TtlPolicy.fixed(ttl).withJitter(Math.nextDown(1.0));
            for (int i = 0; i < 1_000; i++) {
                assertThat(policy.draw(random)).isBetween(TtlPolicy.SHORTEST_TTL, ttl);
            }
        }
    }

    @Test
    void without_jitter_the_expiry_is_as_documented() {
        Duration ttl = Duration.ofMinutes(5);
        assertThat(TtlPolicy.fixed(ttl).draw(new Random(1))).isEqualTo(ttl);
        assertThat(TtlPolicy.fixed(ttl).withJitter(-0.0)).isEqualTo(TtlPolicy.fixed(ttl));
    }

    @Test
    void a_fraction_outside_zero_to_one_is_refused() {
        for (double refused : new double[] {-0.1, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY, -Double.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.fixed(Duration.ofMinutes(5)).withJitter(refused))
                    .withMessageStartingWith("jitter fraction must be in [0, 1)");
        }
    }
}
