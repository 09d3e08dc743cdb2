package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** A concurrency limiter is guarded as a rate limiter is: how often it asks, what it answers and what it logs. */
@Timeout(600)
class ConcurrencyGuardTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final RedisServer server = RedisServer.start(ServerOptions.defaults());
    private final Haste haste = new Haste();
    private Redis redis;

    @BeforeEach
    void connect() {
        redis = Patient.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
        server.close();
    }

    private ConcurrencyLimiter limiter(FailurePolicy policy, Duration probeEvery) {
        ConcurrencyLimiter limiter = ConcurrencyLimiter.on(
                haste.of(redis),
                ConcurrencyOptions.builder("rl:guard", 2, Duration.ofMinutes(10))
                        .onFailure(policy)
                        .probeEvery(probeEvery)
                        .build());
        limiter.tryAcquire("warm-up").close();
        return limiter;
    }

    private void wrongType() {
        try (RedisClient raw = Patient.raw(server)) {
            raw.set("rl:guard:acme", "x");
        }
    }

    private void halt() {
        server.pause();
        haste.begin(Duration.ofMillis(200));
    }

    private void goOn() {
        server.resume();
        haste.end();
    }

    private void awaitLeftAlone(ConcurrencyLimiter limiter) {
        await().until(() -> {
            RedisStats before = redis.stats();
            assertThatThrownBy(() -> limiter.held("acme")).isInstanceOf(RedisException.class);
            return redis.stats().operations() == before.operations();
        });
    }

    @Test
    void a_halted_server_is_left_alone() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.OPEN, LONG);
        Permit held = limiter.tryAcquire("acme").permit().orElseThrow();
        halt();
        awaitLeftAlone(limiter);
        RedisStats before = redis.stats();
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.tryAcquire("acme").decision().degraded()).isTrue();
            assertThat(held.renew()).isTrue();
        }
        held.close();
        assertThatThrownBy(() -> limiter.held("acme")).isInstanceOf(RedisUnavailableException.class);
        goOn();
        assertThat(redis.stats().operations()).isEqualTo(before.operations());
        assertThat(limiter.stats()).isEqualTo(new ConcurrencyStats(102, 0, 200, 1));
    }

    @Test
    void a_moments_time_out_degrades_one_answer() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.CLOSED, LONG);
        server.pause();
        haste.beginCalls(Duration.ofMillis(200)); // the look is still under way when the server goes on
        assertThat(limiter.tryAcquire("acme").allowed()).isFalse();
        goOn();
        Decision decision = limiter.tryAcquire("acme").decision();
        assertThat(decision.degraded()).isFalse();
        assertThat(limiter.stats().degraded()).isEqualTo(1);
    }

    @Test
    void a_throwing_limiter_fails_at_once_while_redis_is_away() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.THROW, LONG);
        halt();
        assertThatThrownBy(() -> limiter.tryAcquire("acme")).isInstanceOf(RedisTimeoutException.class);
        awaitLeftAlone(limiter);
        assertThatThrownBy(() -> limiter.tryAcquire("acme"))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("concurrency.acquire: Redis did not answer shortly before");
        goOn();
    }

    @Test
    void nobody_is_told_to_come_back_at_once() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.CLOSED, Duration.ZERO);
        server.stop();
        assertThat(limiter.tryAcquire("acme").decision().retryAfter()).contains(Duration.ofMillis(1));
    }

    @Test
    void what_redis_refuses_the_policy_answers_and_the_next_request_is_sent() {
        wrongType();
        ConcurrencyLimiter open = limiter(FailurePolicy.OPEN, LONG);
        ConcurrencyLimiter closed = limiter(FailurePolicy.CLOSED, LONG);
        RedisStats before = redis.stats();
        for (int i = 1; i <= 3; i++) {
            Admission admission = open.tryAcquire("acme");
            assertThat(admission.allowed()).isTrue();
            assertThat(admission.decision().degraded()).isTrue();
            assertThatCode(admission::close).doesNotThrowAnyException();
            assertThat(closed.tryAcquire("acme").allowed()).isFalse();
            assertThat(redis.stats().operations() - before.operations()).isEqualTo(3L * i);
        }
        assertThat(open.tryAcquire("other").decision().degraded()).isFalse();
        ConcurrencyLimiter throwing = limiter(FailurePolicy.THROW, LONG);
        assertThatThrownBy(() -> throwing.tryAcquire("acme")).isInstanceOf(RedisWrongTypeException.class);
    }

    @Test
    void an_outage_and_its_end_are_logged_once_and_so_is_what_redis_refuses() {
        wrongType();
        ConcurrencyLimiter limiter = limiter(FailurePolicy.OPEN, Duration.ofMillis(1));
        String log = Log.of(() -> {
            limiter.tryAcquire("acme");
            limiter.tryAcquire("acme");
            halt();
            awaitLeftAlone(limiter);
            goOn();
            while (limiter.tryAcquire("alice").decision().degraded()) {
                Thread.onSpinWait();
            }
        });
        assertThat(log)
                .containsOnlyOnce("Redis refuses a concurrency limiter")
                .containsOnlyOnce("Redis is away, and the failure policy of a concurrency limiter")
                .containsOnlyOnce("Redis is back, and asked again by a concurrency limiter")
                .doesNotContain("acme")
                .doesNotContain("alice");
    }

    @Test
    void what_can_only_be_told_by_redis_is_thrown_whatever_the_policy() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.OPEN, LONG);
        server.stop();
        assertThatThrownBy(() -> limiter.held("acme")).isInstanceOf(RedisException.class);
        assertThatThrownBy(() -> limiter.reset("acme")).isInstanceOf(RedisException.class);
    }
}
