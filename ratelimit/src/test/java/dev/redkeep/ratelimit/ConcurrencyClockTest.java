package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Places by a clock of the server that is set back. The holder of a place may have died, or not. */
class ConcurrencyClockTest extends LimitsOnRedis {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;

    private long now = System.currentTimeMillis() * 1_000 + 24 * HOUR;

    @BeforeEach
    void begin() {
        tick(0);
    }

    @Test
    void a_place_whose_holder_died_is_free_after_its_lease_though_the_clock_was_set_back() {
        ConcurrencyLimiter limiter = limiter(1, 30);
        Permit dead = limiter.tryAcquire("acme").permit().orElseThrow();
        tick(-HOUR);
        Decision refused = limiter.tryAcquire("acme").decision();
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(refused.resetAfter()).isEqualTo(Duration.ofSeconds(30));
        tick(30 * SECOND - 1);
        assertThat(limiter.tryAcquire("acme").allowed()).isFalse();
        assertThat(limiter.held("acme")).isEqualTo(1);
        tick(1);
        assertThat(limiter.held("acme")).isZero();
        assertThat(limiter.tryAcquire("acme").allowed()).isTrue();
        assertThat(dead.renew()).isFalse();
    }

    @Test
    void a_look_is_enough_to_begin_the_lease_anew() {
        ConcurrencyLimiter limiter = limiter(1, 30);
        limiter.tryAcquire("acme");
        tick(-HOUR);
        assertThat(limiter.held("acme")).isEqualTo(1);
        tick(30 * SECOND);
        assertThat(limiter.held("acme")).isZero();
        assertThat(raw.pttl("rl:acme"))
                .as("the key goes with it")
                .isLessThanOrEqualTo(24 * 3_600_000L - 3_600_000L + 30_000);
    }

    @Test
    void who_lives_keeps_the_place_when_the_clock_is_set_back() {
        ConcurrencyLimiter limiter = limiter(2, 30);
        Permit alive = limiter.tryAcquire("acme").permit().orElseThrow();
        limiter.tryAcquire("acme");
        for (int i = 0; i < 5; i++) {
            tick(-HOUR);
            assertThat(limiter.tryAcquire("acme").allowed()).isFalse();
            assertThat(alive.renew()).isTrue();
        }
        tick(29 * SECOND);
        assertThat(alive.renew()).isTrue();
        tick(SECOND);
        assertThat(limiter.held("acme")).isEqualTo(1);
        assertThat(limiter.tryAcquire("acme").allowed()).isTrue();
        assertThat(limiter.tryAcquire("acme").allowed()).isFalse();
    }

    @Test
    void a_deployment_with_a_shorter_lease_cuts_no_longer_one() {
        Permit hour = limiter(2, 3_600).tryAcquire("acme").permit().orElseThrow();
        ConcurrencyLimiter brief = limiter(2, 30);
        assertThat(brief.tryAcquire("acme").allowed()).isTrue();
        tick(-HOUR);
        Decision refused = brief.tryAcquire("acme").decision();
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(refused.resetAfter()).isEqualTo(Duration.ofHours(1));
        tick(30 * SECOND);
        assertThat(brief.tryAcquire("acme").allowed()).isTrue();
        assertThat(brief.tryAcquire("acme").allowed()).isFalse();
        assertThat(hour.renew()).isTrue();
    }

    @Test
    void an_end_that_no_limiter_could_have_written_locks_nobody_out() {
        for (double end : new double[] {Double.POSITIVE_INFINITY, 1e300, 9e15}) {
            raw.del("rl:acme");
            raw.zadd("rl:acme", end, "other");
            ConcurrencyLimiter limiter = limiter(1, 30);
            assertThat(limiter.tryAcquire("acme").decision().retryAfter()).contains(Duration.ofSeconds(30));
            tick(30 * SECOND);
            assertThat(limiter.tryAcquire("acme").allowed()).isTrue();
        }
    }

    private ConcurrencyLimiter limiter(int most, int seconds) {
        return new RedisConcurrencyLimiter(
                redis,
                ConcurrencyOptions.builder("rl", most, Duration.ofSeconds(seconds))
                        .deadline(Patient.LONG)
                        .build(),
                new ConcurrencyScripts("supplied_time"),
                Patience.ofThreads());
    }

    private void tick(long micros) {
        now += micros;
        at(now);
    }
}
