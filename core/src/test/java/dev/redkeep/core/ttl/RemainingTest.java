package dev.redkeep.core.ttl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemainingTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Sliding IDLE_ONLY = TtlPolicy.sliding(Duration.ofMinutes(30));
    private static final Sliding BOTH = TtlPolicy.sliding(Duration.ofMinutes(30), Duration.ofHours(12));

    @Test
    void without_an_absolute_age_each_use_renews_the_idle_time() {
        assertThat(IDLE_ONLY.remaining(CREATED, CREATED)).hasMinutes(30);
        assertThat(IDLE_ONLY.remaining(CREATED, Instant.MAX)).hasMinutes(30);
    }

    @Test
    void near_the_absolute_age_less_than_the_idle_time_remains() {
        assertThat(BOTH.remaining(CREATED, CREATED)).hasMinutes(30);
        assertThat(BOTH.remaining(CREATED, CREATED.plus(Duration.ofMinutes(690))))
                .hasMinutes(30);
        assertThat(BOTH.remaining(CREATED, CREATED.plus(Duration.ofMinutes(691))))
                .hasMinutes(29);
        assertThat(BOTH.remaining(CREATED, CREATED.plus(Duration.ofHours(12)))).isZero();
        assertThat(BOTH.remaining(CREATED, CREATED.plus(Duration.ofDays(9)))).isZero();
    }

    @Test
    void a_part_of_a_millisecond_is_dropped() {
        Instant nearTheEnd = CREATED.plus(Duration.ofHours(12)).minusNanos(1_999_999);
        assertThat(BOTH.remaining(CREATED, nearTheEnd)).hasMillis(1);
        assertThat(BOTH.remaining(CREATED, nearTheEnd.plusNanos(1_000_000))).isZero();
    }

    @Test
    void a_creation_in_the_future_counts_as_now() {
        assertThat(BOTH.remaining(CREATED.plusSeconds(3600), CREATED)).hasMinutes(30);
    }

    @Test
    void the_ends_of_time_do_not_overflow() {
        assertThat(BOTH.remaining(Instant.MIN, Instant.MAX)).isZero();
        assertThat(BOTH.remaining(Instant.MAX, Instant.MIN)).hasMinutes(30);
        assertThat(TtlPolicy.until("x").remaining(Instant.MIN, Instant.MAX)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TtlPolicy.until("x").remaining(Instant.MAX, Instant.MIN))
                .withMessageStartingWith("end must be at most 36525 d after now");
    }

    @Test
    void until_gives_the_time_to_its_end() {
        Until until = TtlPolicy.until("the bucket is full again");
        assertThat(until.remaining(CREATED.plusMillis(1500), CREATED)).hasMillis(1500);
        assertThat(until.remaining(CREATED.plusNanos(1_999_999), CREATED)).hasMillis(1);
        assertThat(until.remaining(CREATED.plusNanos(999_999), CREATED)).isZero();
        assertThat(until.remaining(CREATED, CREATED)).isZero();
        assertThat(until.remaining(CREATED.minusMillis(1), CREATED)).isZero();
        assertThat(until.remaining(CREATED.plus(TtlPolicy.LONGEST_TTL), CREATED))
                .isEqualTo(TtlPolicy.LONGEST_TTL);
    }

    @Test
    void between_passes_what_lies_within_and_names_the_bounds_otherwise() {
        Between between = TtlPolicy.between(Duration.ofMinutes(1), Duration.ofHours(1));
        assertThat(between.check(Duration.ofMinutes(1))).hasMinutes(1);
        assertThat(between.check(Duration.ofHours(1))).hasHours(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> between.check(Duration.ofMillis(59_999)))
                .withMessage("ttl must be 1 min to 1 h, but is PT59.999S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> between.check(Duration.ofMillis(3_600_001)))
                .withMessageStartingWith("ttl must be 1 min to 1 h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> between.check(Duration.ofMinutes(2).plusNanos(1)))
                .withMessageStartingWith("ttl must be whole milliseconds");
    }

    @Test
    void what_remains_never_passes_the_idle_time_or_the_absolute_age() {
        Random random = new Random(20261121);
        for (int i = 0; i < 10_000; i++) {
            long idle = random.nextLong(1, 1_000_000);
            long absolute = random.nextLong(idle, 10_000_000);
            long ageNanos = random.nextLong(0, 12_000_000_000_000L);
            Duration remaining = TtlPolicy.sliding(Duration.ofMillis(idle), Duration.ofMillis(absolute))
                    .remaining(CREATED, CREATED.plusNanos(ageNanos));

            long leftMillis = Math.max(0, Math.floorDiv(absolute * 1_000_000 - ageNanos, 1_000_000));
            assertThat(remaining).hasMillis(Math.min(idle, leftMillis));
        }
    }
}
