package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConcurrencyOptionsTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    @Test
    void what_is_out_of_range_is_refused_by_name() {
        refused("most must be from 1 to 100000, not 0", () -> ConcurrencyOptions.of("rl", 0, LEASE));
        refused("most must be from 1 to 100000, not -1", () -> ConcurrencyOptions.of("rl", -1, LEASE));
        refused("most must be from 1 to 100000, not 100001", () -> ConcurrencyOptions.of("rl", 100_001, LEASE));
        refused("lease must be from 100 ms", () -> ConcurrencyOptions.of("rl", 1, Duration.ofMillis(99)));
        refused("lease must be from 100 ms", () -> ConcurrencyOptions.of("rl", 1, Duration.ofDays(367)));
        refused("lease must be whole microseconds", () -> ConcurrencyOptions.of("rl", 1, LEASE.plusNanos(1)));
        refused("lease must be from 100 ms", () -> ConcurrencyOptions.of("rl", 1, Duration.ofSeconds(Long.MAX_VALUE)));
        refused(
                "deadline must be from 1 ms to 2147483647 ms, not PT0S",
                () -> ConcurrencyOptions.builder("rl", 1, LEASE)
                        .deadline(Duration.ZERO)
                        .build());
        refused(
                "probeEvery must be from 0 to 1 day, not PT-0.001S",
                () -> ConcurrencyOptions.builder("rl", 1, LEASE)
                        .probeEvery(Duration.ofMillis(-1))
                        .build());
        refused(
                "deadline must be from 1 ms to 2147483647 ms",
                () -> ConcurrencyOptions.builder("rl", 1, LEASE)
                        .deadline(Duration.ofSeconds(Long.MAX_VALUE))
                        .build());
        refused(
                "probeEvery must be from 0 to 1 day",
                () -> ConcurrencyOptions.builder("rl", 1, LEASE)
                        .probeEvery(Duration.ofSeconds(Long.MAX_VALUE))
                        .build());
        refused(
                "onFailure must be OPEN, CLOSED or THROW",
                () -> ConcurrencyOptions.builder("rl", 1, LEASE)
                        .onFailure(FailurePolicy.LOCAL)
                        .build());
    }

    @Test
    void the_ends_of_the_ranges_make_a_limit() {
        assertThat(ConcurrencyOptions.of("rl", 100_000, Duration.ofMillis(100))
                        .limit()
                        .capacity())
                .isEqualTo(100_000);
        assertThat(ConcurrencyOptions.of("rl", 1, Duration.ofDays(366)).limit().capacity())
                .isEqualTo(1);
    }

    @Test
    void a_rate_limiter_takes_no_such_limit() {
        Limit limit = ConcurrencyOptions.of("rl", 1, LEASE).limit();
        refused("limits must not be of CONCURRENCY", () -> RateLimiterOptions.of("rl", limit));
    }

    @Test
    void an_admission_has_a_permit_if_it_was_allowed_and_only_then() {
        Limit limit = ConcurrencyOptions.of("rl", 1, LEASE).limit();
        Standing standing = new Standing(limit, 0, Duration.ZERO, LEASE);
        Decision decision = new Decision(Decision.Outcome.ALLOWED, 1, List.of(standing), false);
        refused("permit must be there", () -> new Admission(decision, Optional.empty()));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
