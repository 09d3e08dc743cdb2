package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.FlakyLimits.ALICE;
import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a limiter answers while Redis is away, and how often it asks. */
class OutageTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final List<Function<RateLimiter, Decision>> ALL = List.of(
            limiter -> limiter.tryAcquire(ALICE, 1),
            limiter -> limiter.acquireUpTo(ALICE, 2),
            limiter -> limiter.peek(ALICE),
            limiter -> limiter.refund(ALICE, Grants.of(1, Limit.perDay(6))),
            limiter -> limiter.penalise(ALICE, 1),
            limiter -> limiter.reset(ALICE));

    private final FlakyLimits redis = new FlakyLimits(Limit.perDay(6));
    private final RecordingListener listener = new RecordingListener();

    private RateLimiter limiter(FailurePolicy policy, Duration probeEvery) {
        return RateLimiters.over(
                redis,
                RateLimiterOptions.builder("rl")
                        .limits(Limit.perDay(6))
                        .onFailure(policy)
                        .localShare(0.5)
                        .probeEvery(probeEvery)
                        .listener(listener)
                        .build());
    }

    @Test
    void an_open_limiter_allows_all_but_the_impossible() {
        RateLimiter limiter = limiter(FailurePolicy.OPEN, LONG);
        redis.away();
        for (int i = 0; i < 20; i++) {
            Decision decision = limiter.tryAcquire(ALICE, 6);
            assertThat(decision.outcome()).isEqualTo(Outcome.ALLOWED);
            assertThat(decision.granted()).isEqualTo(6);
            assertThat(decision.degraded()).isTrue();
        }
        assertThat(limiter.acquireUpTo(ALICE, 1_000).granted()).isEqualTo(6);
        Decision impossible = limiter.tryAcquire(ALICE, 7);
        assertThat(impossible.outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(impossible.degraded()).isTrue();
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(21, 0, 1, 0, 22, 0, 0));
    }

    @Test
    void a_closed_limiter_refuses_and_says_when_to_ask_again() {
        RateLimiter limiter = limiter(FailurePolicy.CLOSED, LONG);
        redis.away();
        for (Decision decision :
                List.of(limiter.tryAcquire(ALICE, 1), limiter.acquireUpTo(ALICE, 2), limiter.tryAcquire(ALICE, 0))) {
            assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(decision.granted()).isZero();
            assertThat(decision.retryAfter()).contains(LONG);
            assertThat(decision.degraded()).isTrue();
        }
        assertThat(limiter.tryAcquire(ALICE, 7).outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(0, 0, 3, 0, 4, 0, 0));
    }

    @Test
    void a_local_limiter_holds_its_share_and_refuses_what_only_redis_could_grant() {
        RateLimiter limiter = limiter(FailurePolicy.LOCAL, LONG);
        redis.away();
        assertThat(limiter.tryAcquire(ALICE, 4).retryAfter()).contains(LONG);
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.tryAcquire(ALICE, 1).allowed()).isTrue();
        }
        Decision refused = limiter.tryAcquire(ALICE, 1);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.degraded()).isTrue();
        assertThat(limiter.tryAcquire(Subject.client("bob"), 3).allowed()).isTrue();
        assertThat(limiter.reset(ALICE).remaining()).isEqualTo(3);
        assertThat(limiter.tryAcquire(ALICE, 7).outcome()).isEqualTo(Outcome.IMPOSSIBLE);
    }

    @Test
    void a_throwing_limiter_throws_what_the_client_threw_and_then_what_helps() {
        RateLimiter limiter = limiter(FailurePolicy.THROW, LONG);
        redis.away();
        assertThatThrownBy(() -> limiter.tryAcquire(ALICE, 1))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("Start Redis.");
        for (Function<RateLimiter, Decision> call : ALL) {
            assertThatThrownBy(() -> call.apply(limiter))
                    .isInstanceOf(RedisUnavailableException.class)
                    .hasMessageMatching("ratelimit\\.\\w+: Redis did not answer shortly before\\. Look why.*");
        }
        assertThat(redis.calls).hasSize(1);
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(0, 0, 0, 0, 7, 1, 0));
    }

    @Test
    void a_listener_learns_why() {
        RateLimiter limiter = limiter(FailurePolicy.OPEN, LONG);
        redis.away();
        limiter.tryAcquire("alice");
        limiter.tryAcquire("alice");
        assertThat(listener.causes)
                .hasSize(2)
                .allSatisfy(cause -> assertThat(cause)
                        .isInstanceOf(RedisUnavailableException.class)
                        .hasMessageContaining("connection refused"));
    }

    @ParameterizedTest
    @EnumSource(value = FailurePolicy.class, names = "THROW", mode = EnumSource.Mode.EXCLUDE)
    void after_the_first_failure_no_call_reaches_redis(FailurePolicy policy) {
        RateLimiter limiter = limiter(policy, LONG);
        redis.away();
        for (int i = 0; i < 10; i++) {
            for (Function<RateLimiter, Decision> call : ALL) {
                assertThat(call.apply(limiter).degraded()).isTrue();
            }
        }
        assertThat(redis.calls).containsExactly("acquire");
        assertThat(limiter.stats().degraded()).isEqualTo(60);
        assertThat(limiter.stats().lostRefunds()).isEqualTo(10);
        assertThat(Collections.frequency(listener.events, "degraded")).isEqualTo(60);
    }

    @Test
    void one_look_at_a_time_is_under_way_and_nobody_waits_for_it() {
        RateLimiter limiter = limiter(FailurePolicy.OPEN, Duration.ZERO);
        redis.away();
        limiter.tryAcquire("alice");
        redis.back();
        Together.run(thread -> {
            assertThat(limiter.tryAcquire("bob").degraded()).isTrue();
        });
        assertThat(redis.calls).containsExactly("acquire");
        assertThat(redis.looks).hasSize(1);
        redis.looks.remove().complete(ALICE);
        assertThat(limiter.tryAcquire("bob").degraded()).isFalse();
        assertThat(Collections.frequency(listener.events, "recovered")).isEqualTo(1);
    }

    @Test
    void it_recovers_by_itself_each_time_and_logs_each_outage_once() {
        RateLimiter limiter = limiter(FailurePolicy.CLOSED, Duration.ofMillis(5));
        redis.answerLooks();
        for (int i = 1; i <= 3; i++) {
            String log = Log.of(() -> {
                redis.away();
                await().pollInterval(Duration.ofMillis(1)).until(() -> {
                    assertThat(limiter.tryAcquire("alice").allowed()).isFalse();
                    return redis.calls.size() >= 4;
                });
                redis.back();
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> limiter.tryAcquire("alice").allowed());
            });
            assertThat(log).containsOnlyOnce("Redis is away").containsOnlyOnce("Redis is back");
            assertThat(Collections.frequency(listener.events, "recovered")).isEqualTo(i);
            assertThat(limiter.tryAcquire("alice").degraded()).isFalse();
            redis.calls.clear();
        }
    }

    @Test
    void a_moments_time_out_degrades_one_answer_and_is_not_retried() {
        RedisException timeOut = FlakyLimits.timeOut();
        RateLimiter limiter = limiter(FailurePolicy.CLOSED, LONG);
        redis.fails(timeOut);
        assertThat(limiter.tryAcquire("alice").allowed()).isFalse();
        assertThat(redis.calls).hasSize(1);
        redis.back();
        assertThat(limiter.tryAcquire("alice").allowed()).isTrue();
        assertThat(limiter.stats().degraded()).isEqualTo(1);
        assertThat(listener.events).containsExactly("degraded", "refused");
    }
}
