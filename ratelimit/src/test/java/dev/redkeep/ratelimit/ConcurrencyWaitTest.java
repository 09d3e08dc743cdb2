package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for a place, and how long. */
@RedisTest
class ConcurrencyWaitTest {
    private Redis redis;
    private ConcurrencyLimiter one;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
        one = ConcurrencyLimiter.on(redis, options());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private static ConcurrencyOptions options() {
        return ConcurrencyOptions.builder("rl:wait", 1, Duration.ofMinutes(5))
                .deadline(Patient.LONG)
                .build();
    }

    @Test
    void who_waits_asks_at_the_end_of_his_patience_for_a_place_that_was_given_back() throws Exception {
        Permit held = one.tryAcquire("acme").permit().orElseThrow();
        ConcurrencyLimiter waiting = new RedisConcurrencyLimiter(
                redis,
                options(),
                ConcurrencyScripts.SERVER_TIME,
                new Patience(System::nanoTime, nanos -> held.close(), () -> 0));

        assertThat(waiting.acquire("acme", Duration.ofMinutes(1)).allowed()).isTrue();

        assertThat(waiting.stats()).isEqualTo(new ConcurrencyStats(1, 0, 0, 0));
    }

    @Test
    void who_has_no_patience_or_loses_it_is_refused_and_counted_once() throws Exception {
        one.tryAcquire("acme");

        assertThat(one.acquire("acme", Duration.ZERO).allowed()).isFalse();
        assertThat(one.acquire("acme", Duration.ofMillis(20)).permit()).isEmpty();

        assertThat(one.stats()).isEqualTo(new ConcurrencyStats(1, 2, 0, 0));
        assertThatThrownBy(() -> one.acquire("acme", Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("patience must not be negative, not PT-0.000000001S");
    }

    @Test
    void who_is_interrupted_gets_no_place() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> one.acquire("acme", Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(one.held("acme")).isZero();
    }
}
