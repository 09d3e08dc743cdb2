package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RateLimiterOptionsTest {
    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    @Test
    void what_is_out_of_range_is_refused_by_name() {
        refused("deadline must be from 1 ms to 2147483647 ms, not PT0S", with -> with.deadline(Duration.ZERO));
        refused("deadline must be from 1 ms", with -> with.deadline(Duration.ofNanos(999_999)));
        refused("deadline must be from 1 ms", with -> with.deadline(Duration.ofSeconds(Long.MIN_VALUE)));
        refused("deadline must be from 1 ms", with -> with.deadline(EVER));
        refused("deadline must be from 1 ms", with -> with.deadline(Duration.ofMillis(Integer.MAX_VALUE + 1L)));
        refused(
                "probeEvery must be from 0 to 1 day, not PT-0.000000001S",
                with -> with.probeEvery(Duration.ofNanos(-1)));
        refused(
                "probeEvery must be from 0 to 1 day",
                with -> with.probeEvery(Duration.ofDays(1).plusNanos(1)));
        refused("probeEvery must be from 0 to 1 day", with -> with.probeEvery(EVER));
        refused("localShare must be over 0 and at most 1, not 0.0", with -> with.localShare(0));
        refused("localShare must be over 0", with -> with.localShare(Double.NaN));
        refused("localShare must be over 0", with -> with.localShare(Math.nextUp(1.0)));
        refused("refusalCache must be from 0 to 1000000, not -1", with -> with.refusalCache(-1));
        refused("lease must be from 0 to 1 s", with -> with.lease(Duration.ofNanos(-1)));
        refused("lease must be from 0 to 1 s", with -> with.lease(EVER));
        refused("limits must be 1 to 16, not 0", with -> with.limits());
    }

    @Test
    void the_ends_of_the_ranges_are_served() {
        FlakyLimits redis = new FlakyLimits(Limit.perSecond(1));
        for (Duration end : new Duration[] {Duration.ZERO, Duration.ofDays(1)}) {
            for (Duration deadline : new Duration[] {Duration.ofMillis(1), Duration.ofMillis(Integer.MAX_VALUE)}) {
                RateLimiterOptions options = builder()
                        .deadline(deadline)
                        .probeEvery(end)
                        .lease(Duration.ofSeconds(1))
                        .build();
                assertThat(RateLimiters.over(redis, options).tryAcquire("alice").allowed())
                        .isTrue();
            }
        }
    }

    private static RateLimiterOptionsBuilder builder() {
        return RateLimiterOptions.builder("rl").limits(Limit.perSecond(1));
    }

    private static void refused(String message, UnaryOperator<RateLimiterOptionsBuilder> with) {
        assertThatThrownBy(() -> with.apply(builder()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
