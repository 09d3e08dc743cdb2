package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a concurrency limiter does while Redis is away, and after. */
@Timeout(600)
class ConcurrencyFailureTest {
    private final RedisServer server =
            RedisServer.start(ServerOptions.defaults().withAppendOnly());
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

    private ConcurrencyLimiter limiter(FailurePolicy policy) {
        return limiter(redis, policy);
    }

    private static ConcurrencyLimiter limiter(Redis through, FailurePolicy policy) {
        return ConcurrencyLimiter.on(
                through,
                ConcurrencyOptions.builder("rl:away", 2, Duration.ofMinutes(10))
                        .deadline(Patient.LONG)
                        .onFailure(policy)
                        .probeEvery(Duration.ofMillis(1))
                        .build());
    }

    private static Permit permit(ConcurrencyLimiter limiter) {
        return limiter.tryAcquire("acme").permit().orElseThrow();
    }

    @Test
    void places_are_held_over_a_restart() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.THROW);
        Permit first = permit(limiter);
        permit(limiter);

        server.restart();

        try (Redis again = Patient.connect(server)) {
            ConcurrencyLimiter other = limiter(again, FailurePolicy.THROW);
            assertThat(other.held("acme")).isEqualTo(2);
            assertThat(other.tryAcquire("acme").allowed()).isFalse();
            await().ignoreExceptions().until(first::renew); // a lane waits a moment before it connects again
            assertThat(other.held("acme")).isEqualTo(2);
        }
    }

    @Test
    void by_default_a_failure_is_thrown_but_not_by_close() {
        ConcurrencyLimiter limiter =
                limiter(ConcurrencyOptions.of("x", 1, Duration.ofMinutes(1)).onFailure());
        Permit permit = permit(limiter);
        server.stop();

        assertThatThrownBy(() -> limiter.tryAcquire("acme")).isInstanceOf(RedisException.class);
        assertThatThrownBy(permit::renew).isInstanceOf(RedisException.class);
        assertThatThrownBy(() -> limiter.held("acme")).isInstanceOf(RedisException.class);
        assertThatThrownBy(() -> limiter.reset("acme")).isInstanceOf(RedisException.class);
        permit.close();

        assertThat(limiter.stats()).isEqualTo(new ConcurrencyStats(1, 0, 0, 1));
    }

    @Test
    void open_lets_everybody_in_and_says_so() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.OPEN);
        Permit held = permit(limiter);
        server.stop();

        for (int i = 0; i < 5; i++) {
            Admission admission = limiter.tryAcquire("acme");
            assertThat(admission.allowed()).isTrue();
            assertThat(admission.decision().degraded()).isTrue();
            assertThat(admission.permit().orElseThrow().renew()).isTrue();
            admission.close();
            assertThat(admission.permit().orElseThrow().renew()).isFalse();
        }
        assertThat(held.renew()).isTrue();
        held.close();
        assertThat(limiter.stats()).isEqualTo(new ConcurrencyStats(6, 0, 6, 1));

        server.restart();
        await().until(() -> !limiter.tryAcquire("acme").decision().degraded());
    }

    @Test
    void a_lease_that_was_taken_too_late_for_the_answer_is_given_back_too() {
        ConcurrencyLimiter limiter = ConcurrencyLimiter.on(
                haste.of(redis),
                ConcurrencyOptions.builder("rl:away", 2, Duration.ofMinutes(10))
                        .onFailure(FailurePolicy.OPEN)
                        .probeEvery(Duration.ofMillis(1))
                        .build());
        permit(limiter).close(); // the script is loaded
        server.pause();
        haste.begin(Duration.ofMillis(200));
        Admission late = limiter.tryAcquire("acme");
        assertThat(late.decision().degraded()).isTrue();
        server.resume();
        haste.end();
        await().until(() -> {
            try (Admission probe = limiter.tryAcquire("acme")) {
                return !probe.decision().degraded();
            }
        });

        late.close();

        try (Redis other = Patient.connect(server)) {
            assertThat(limiter(other, FailurePolicy.THROW).held("acme")).isZero();
        }
    }

    @Test
    void closed_lets_nobody_in_and_says_so() {
        ConcurrencyLimiter limiter = limiter(FailurePolicy.CLOSED);
        Permit held = permit(limiter);
        server.stop();

        Decision decision = limiter.tryAcquire("acme").decision();

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.degraded()).isTrue();
        assertThat(decision.retryAfter()).contains(Duration.ofMillis(1));
        assertThat(held.renew()).isFalse();
        assertThat(limiter.stats()).isEqualTo(new ConcurrencyStats(1, 1, 2, 0));
    }
}
