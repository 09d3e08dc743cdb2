package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a blocked client costs Redis. */
class RefusalCacheOnRedisTest extends LimitsOnRedis {
    private static final Pattern CALLS = Pattern.compile("cmdstat_(?:evalsha|eval|fcall)[^:]*:calls=(\\d+)");

    /** How often Redis ran a script. */
    private long trips() {
        Matcher calls = CALLS.matcher(raw.info("commandstats"));
        long trips = 0;
        while (calls.find()) {
            trips += Long.parseLong(calls.group(1));
        }
        return trips;
    }

    @Test
    void a_blocked_client_in_a_loop_costs_no_round_trip() {
        Tally tally = new Tally();
        Limits cached = new RefusalCache(limits(Limit.perDay(1)), 100, () -> 0, tally);
        assertThat(take(cached, 1).allowed()).isTrue();
        long before = trips();
        assertThat(before).isPositive();
        for (int i = 0; i < 10_000; i++) {
            assertThat(take(cached, 1).outcome()).isEqualTo(Decision.Outcome.REFUSED);
        }
        assertThat(trips() - before).isEqualTo(1);
        assertThat(tally.snapshot().refusedLocally()).isEqualTo(9_999);
    }

    @Test
    void who_waits_as_told_is_admitted_with_hardly_a_trip_more() throws InterruptedException {
        RateLimiter limiter = RateLimiter.on(
                redis, options(Limit.of(1, Duration.ofMillis(200))).build());
        assertThat(limiter.tryAcquire("alice").allowed()).isTrue();
        long before = trips();
        int admitted = 0;
        while (admitted < 3) {
            limiter.tryAcquire("alice", 1);
            admitted += limiter.acquire(ALICE, 1, Duration.ofSeconds(30)).allowed() ? 1 : 0;
        }
        // Each time it was refused once at most, and admitted.
        assertThat(trips() - before).isBetween(3L, 9L);
        assertThat(limiter.stats().degraded()).isZero();
    }

    @Test
    void a_refund_or_reset_by_the_same_limiter_is_seen_at_once() {
        RateLimiter limiter = RateLimiter.on(redis, options(Limit.perDay(2)).build());
        Decision two = limiter.tryAcquire("alice", 2);
        assertThat(limiter.tryAcquire("alice").allowed()).isFalse();
        limiter.refund(ALICE, two, 1);
        assertThat(limiter.tryAcquire("alice").allowed()).isTrue();
        assertThat(limiter.tryAcquire("alice").allowed()).isFalse();
        limiter.reset(ALICE);
        assertThat(limiter.tryAcquire("alice", 2).allowed()).isTrue();
    }
}
