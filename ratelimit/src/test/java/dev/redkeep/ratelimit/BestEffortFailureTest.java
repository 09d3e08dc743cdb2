package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisWrongTypeException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits that are asked one after the other, when one of them fails. */
class BestEffortFailureTest extends LimitsOnRedis {
    private static final Limit DAY = Limit.perDay(5);
    private static final Limit HOUR = Limit.perHour(5);

    private Limits parted() {
        return new BestEffortLimits(
                RateLimitCalls.of(options(DAY, HOUR).bestEffort().build(), true, RateLimitScripts::new).stream()
                        .map(part -> new RedisLimits(redis, part))
                        .toList());
    }

    @Test
    void what_the_first_granted_is_given_back_if_the_second_fails() {
        Limits limits = parted();
        assertThat(take(limits, 2).granted()).isEqualTo(2);
        raw.del("rl:hour:alice");
        raw.sadd("rl:hour:alice", "x");
        assertThatThrownBy(() -> take(limits, 3)).isInstanceOf(RedisWrongTypeException.class);
        raw.del("rl:hour:alice");
        assertThat(limits.peek(ALICE).standings())
                .extracting(Standing::remaining)
                .containsExactly(3L, 5L);
    }

    @Test
    void of_different_numbers_the_least_is_granted_by_all() {
        Limits limits = parted();
        Limits hour = Limits.on(
                redis,
                RateLimiterOptions.builder("rl:hour")
                        .limits(HOUR)
                        .deadline(Duration.ofSeconds(10))
                        .build());
        take(hour, 3);
        Decision decision = takeUpTo(limits, 4);
        assertThat(decision.granted()).isEqualTo(2);
        assertThat(decision.standings()).extracting(Standing::remaining).isEqualTo(List.of(3L, 0L));
        assertThat(take(limits, 3).refusedBy()).contains(HOUR);
        assertThat(limits.peek(ALICE).standings())
                .extracting(Standing::remaining)
                .isEqualTo(List.of(3L, 0L));
    }
}
