package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.ratelimit.Decision.Outcome;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A limiter on a server that dies, or halts, and comes back. */
@RedisTest
@Timeout(600)
class LimiterOutageTest {
    private static final Subject ALICE = Subject.client("alice");
    private static final Duration HASTE = Duration.ofMillis(200);

    private final Haste haste = new Haste();

    private static RateLimiterOptionsBuilder options() {
        return RateLimiterOptions.builder("rl")
                .limits(Limit.perDay(5))
                .onFailure(FailurePolicy.CLOSED)
                .probeEvery(Duration.ofMillis(20));
    }

    private static void awaitRecovery(RateLimiter limiter) {
        await().until(() -> !limiter.peek(ALICE).degraded());
    }

    @Test
    void a_dead_servers_limits_are_the_policys_until_it_is_back() {
        RecordingListener listener = new RecordingListener();
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withAppendOnly());
                Redis redis = Patient.connect(server)) {
            RateLimiter limiter =
                    RateLimiter.on(haste.of(redis), options().listener(listener).build());
            awaitRecovery(limiter);
            await().until(() -> !limiter.tryAcquire(ALICE, 5).degraded());
            server.kill();
            for (int i = 0; i < 100; i++) {
                Decision decision = limiter.tryAcquire(Subject.client("bob"), 1);
                assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(decision.degraded()).isTrue();
            }
            server.restart();
            awaitRecovery(limiter);
            assertThat(listener.events).contains("recovered");
            await().untilAsserted(() -> {
                Decision decision = limiter.tryAcquire(ALICE, 1);
                assertThat(decision.degraded()).isFalse();
                assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
            });
        }
    }

    @Test
    void a_halted_server_is_asked_until_a_look_was_not_answered_and_then_left_alone() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                Redis redis = Patient.connect(server)) {
            RateLimiter limiter = RateLimiter.on(
                    haste.of(redis), options().probeEvery(Duration.ofHours(1)).build());
            assertThat(limiter.tryAcquire(ALICE, 1).degraded()).isFalse();
            server.pause();
            haste.begin(HASTE);
            await().until(() -> {
                RedisStats before = redis.stats();
                assertThat(limiter.tryAcquire(ALICE, 1).degraded()).isTrue();
                return redis.stats().operations() == before.operations();
            });
            RedisStats before = redis.stats();
            for (int i = 0; i < 1_000; i++) {
                assertThat(limiter.tryAcquire(ALICE, 1).degraded()).isTrue();
            }
            assertThat(redis.stats().operations()).isEqualTo(before.operations());
            server.resume();
        }
    }

    @Test
    void a_server_that_goes_on_is_found_again() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                Redis redis = Patient.connect(server)) {
            RateLimiter limiter = RateLimiter.on(haste.of(redis), options().build());
            awaitRecovery(limiter);
            server.pause();
            haste.begin(HASTE);
            for (int i = 0; i < 100; i++) {
                assertThat(limiter.tryAcquire(ALICE, 1).degraded()).isTrue();
            }
            server.resume();
            haste.end();
            awaitRecovery(limiter);
            await().until(() -> !limiter.tryAcquire(Subject.client("bob"), 1).degraded());
        }
    }

    @Test
    void switched_off_everything_is_allowed_and_nothing_is_sent(RedisServer server) {
        try (Redis redis = Redis.connect(RedisOptions.fromEnvironment(
                Map.of("REDIS_ADDR", server.uri().toString(), "REDIS_RATELIMIT_ENABLED", "false")))) {
            RedisStats before = redis.stats();
            RateLimiter limiter = RateLimiter.on(redis, options().build());
            for (int i = 0; i < 10; i++) {
                Decision decision = limiter.tryAcquire(ALICE, 3);
                assertThat(decision.allowed()).isTrue();
                assertThat(decision.degraded()).isFalse();
                assertThat(decision.granted()).isEqualTo(3);
                assertThat(decision.remaining()).isEqualTo(5);
            }
            assertThat(limiter.acquireUpTo(ALICE, 9).granted()).isEqualTo(9);
            assertThat(limiter.peek(ALICE).allowed()).isTrue();
            assertThat(limiter.penalise(ALICE, 5).allowed()).isTrue();
            assertThat(limiter.refund(ALICE, limiter.tryAcquire(ALICE, 5)).allowed())
                    .isTrue();
            assertThat(limiter.reset(ALICE).allowed()).isTrue();
            assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(12, 0, 0, 0, 0, 0, 0));
            assertThat(redis.stats()).isEqualTo(before);
        }
    }
}
