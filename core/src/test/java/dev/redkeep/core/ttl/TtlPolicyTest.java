package dev.redkeep.core.ttl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TtlPolicyTest {
    private static final List<Duration> REFUSED = List.of(
            Duration.ZERO,
            Duration.ofMillis(-1),
            Duration.ofNanos(999_999),
            Duration.ofMillis(5).plusNanos(1),
            TtlPolicy.LONGEST_TTL.plusNanos(1),
            TtlPolicy.LONGEST_TTL.plusMillis(1),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Duration.ofSeconds(Long.MIN_VALUE));

    @Test
    void each_policy_describes_itself() {
        assertThat(TtlPolicy.persistent(" removed by the application ").describe())
                .isEqualTo("none: removed by the application");
        assertThat(TtlPolicy.fixed(Duration.ofMinutes(5)).describe()).isEqualTo("5 min");
        assertThat(TtlPolicy.fixed(Duration.ofMinutes(5)).withJitter(0.1).describe())
                .isEqualTo("5 min, up to 10 % shorter");
        assertThat(TtlPolicy.fixed(Duration.ofMinutes(5)).withJitter(0.125).describe())
                .isEqualTo("5 min, up to 12.5 % shorter");
        assertThat(TtlPolicy.sliding(Duration.ofDays(30)).describe()).isEqualTo("30 d, sliding");
        assertThat(TtlPolicy.sliding(Duration.ofMinutes(30), Duration.ofHours(12))
                        .describe())
                .isEqualTo("30 min, sliding, at most 12 h");
        assertThat(TtlPolicy.between(Duration.ofMinutes(1), Duration.ofHours(1)).describe())
                .isEqualTo("1 min to 1 h");
        assertThat(TtlPolicy.until("the bucket is full again").describe()).isEqualTo("until the bucket is full again");
    }

    @Test
    void a_duration_is_written_in_the_largest_unit_that_measures_it() {
        assertThat(TtlPolicy.fixed(Duration.parse("PT720H")).describe()).isEqualTo("30 d");
        assertThat(TtlPolicy.fixed(Duration.ofHours(25)).describe()).isEqualTo("25 h");
        assertThat(TtlPolicy.fixed(Duration.ofMinutes(90)).describe()).isEqualTo("90 min");
        assertThat(TtlPolicy.fixed(Duration.ofSeconds(90)).describe()).isEqualTo("90 s");
        assertThat(TtlPolicy.fixed(Duration.ofMillis(1)).describe()).isEqualTo("1 ms");
        assertThat(TtlPolicy.fixed(Duration.ofMillis(1_001)).describe()).isEqualTo("1001 ms");
        assertThat(TtlPolicy.fixed(TtlPolicy.LONGEST_TTL).describe()).isEqualTo("36525 d");
    }

    @Test
    void a_rule_that_already_says_until_says_it_once() {
        assertThat(TtlPolicy.until("until the bucket is full again"))
                .isEqualTo(TtlPolicy.until("the bucket is full again"));
    }

    @Test
    void the_longest_expiry_is_known_where_the_policy_bounds_it() {
        Duration minute = Duration.ofMinutes(1);
        Duration hour = Duration.ofHours(1);

        assertThat(TtlPolicy.persistent("a setting").longest()).isEmpty();
        assertThat(TtlPolicy.until("the bucket is full again").longest()).isEmpty();
        assertThat(TtlPolicy.fixed(hour).withJitter(0.5).longest()).contains(hour);
        assertThat(TtlPolicy.sliding(minute).longest()).contains(minute);
        assertThat(TtlPolicy.sliding(minute, hour).longest()).contains(minute);
        assertThat(TtlPolicy.between(minute, hour).longest()).contains(hour);
    }

    @Test
    void a_duration_out_of_bounds_is_refused_by_name() {
        Duration ok = Duration.ofMinutes(1);
        for (Duration refused : REFUSED) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.fixed(refused))
                    .withMessageStartingWith("ttl must be ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.sliding(refused))
                    .withMessageStartingWith("idle must be ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.sliding(ok, refused))
                    .withMessageStartingWith("absolute must be ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.between(refused, ok))
                    .withMessageStartingWith("least must be ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.between(TtlPolicy.SHORTEST_TTL, refused))
                    .withMessageStartingWith("most must be ");
        }
    }

    @Test
    void the_bounds_themselves_are_accepted() {
        assertThat(TtlPolicy.fixed(TtlPolicy.SHORTEST_TTL).ttl()).hasMillis(1);
        assertThat(TtlPolicy.sliding(TtlPolicy.LONGEST_TTL, TtlPolicy.LONGEST_TTL)
                        .absolute())
                .contains(TtlPolicy.LONGEST_TTL);
    }

    @Test
    void a_refusal_names_the_bound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TtlPolicy.fixed(Duration.ZERO))
                .withMessage("ttl must be 1 ms to 36525 d, but is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TtlPolicy.sliding(Duration.ofHours(2), Duration.ofHours(1)))
                .withMessage("absolute must be 2 h to 36525 d, but is PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TtlPolicy.between(Duration.ofHours(2), Duration.ofHours(1)))
                .withMessage("most must be 2 h to 36525 d, but is PT1H");
    }

    @Test
    void words_must_be_one_line_and_not_blank() {
        for (String refused : List.of("", "  ", "\t\n", "two\nlines", "a\u0000b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.persistent(refused))
                    .withMessageStartingWith("reason must ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TtlPolicy.until(refused))
                    .withMessageStartingWith("rule must ");
        }
    }
}
