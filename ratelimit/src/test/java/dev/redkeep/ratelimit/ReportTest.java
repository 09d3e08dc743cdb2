package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.FlakyLimits.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted and told, and what a limiter that just counts answers. */
class ReportTest {
    private static final Limit LIMIT = Limit.perDay(5);

    private final FlakyLimits redis = new FlakyLimits(LIMIT);
    private final RecordingListener listener = new RecordingListener();

    private static RateLimiterOptionsBuilder options() {
        return RateLimiterOptions.builder("rl").limits(LIMIT).refusalCache(0).probeEvery(Duration.ofHours(1));
    }

    /** Counts as Redis would. */
    private static Limits counting() {
        LocalLimits local = new LocalLimits(List.of(LIMIT), 1, Duration.ofSeconds(1), System::nanoTime);
        return new Limits() {
            @Override
            public List<Limit> limits() {
                return local.limits();
            }

            @Override
            public Decision acquire(Subject subject, long least, long most) {
                return undegraded(local.acquire(subject, least, most));
            }

            @Override
            public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
                return undegraded(local.refund(subject, permits, grantedAt));
            }

            @Override
            public Decision penalise(Subject subject, long permits) {
                return undegraded(local.penalise(subject, permits));
            }

            @Override
            public Decision reset(Subject subject) {
                return undegraded(local.reset(subject));
            }
        };
    }

    private static Decision undegraded(Decision decision) {
        return new Decision(decision.outcome(), decision.granted(), decision.standings(), false);
    }

    @Test
    void each_request_is_counted_once_and_what_is_no_request_is_not() throws InterruptedException {
        RateLimiter limiter =
                RateLimiters.over(counting(), options().listener(listener).build());
        limiter.tryAcquire(ALICE, 2);
        limiter.acquireUpTo(ALICE, 10);
        limiter.tryAcquire("alice");
        limiter.acquireUpTo(ALICE, 1);
        limiter.tryAcquire(ALICE, 6);
        limiter.acquire(ALICE, 1, Duration.ofSeconds(1));
        limiter.tryAcquire(ALICE, 0);
        limiter.peek(ALICE);
        limiter.penalise(ALICE, 1);
        limiter.refund(ALICE, Grants.of(1, LIMIT));
        limiter.reset(ALICE);
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(2, 0, 4, 0, 0, 0, 0));
        assertThat(listener.events).containsExactly("refused", "refused", "refused", "refused");
    }

    @Test
    void a_limiter_that_just_counts_allows_everything_and_tells_the_truth_in_standings() throws InterruptedException {
        RateLimiter limiter = RateLimiters.over(
                counting(), options().shadow().listener(listener).build());
        assertThat(limiter.tryAcquire(ALICE, 5).granted()).isEqualTo(5);
        assertThat(listener.events).isEmpty();
        for (Decision decision : List.of(
                limiter.tryAcquire(ALICE, 1),
                limiter.tryAcquire(ALICE, 1_000),
                limiter.acquireUpTo(ALICE, 3),
                limiter.acquire(ALICE, 2, Duration.ofDays(1)))) {
            assertThat(decision.outcome()).isEqualTo(Outcome.ALLOWED);
            assertThat(decision.granted()).isPositive();
            assertThat(decision.remaining()).isZero();
            assertThat(decision.standings().get(0).retryAfter().map(Duration::isZero))
                    .isNotEqualTo(Optional.of(true));
        }
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(5, 0, 0, 0, 0, 0, 4));
        assertThat(listener.events).containsExactly("refused", "refused", "refused", "refused");
    }

    @Test
    void a_limiter_that_just_counts_also_allows_who_looks_before_he_is_penalised() {
        RateLimiter limiter = RateLimiters.over(counting(), options().shadow().build());
        Decision penalised = limiter.penalise(ALICE, 9);
        assertThat(penalised.allowed()).isTrue();
        assertThat(penalised.granted()).isEqualTo(5);
        for (Decision look : List.of(limiter.peek(ALICE), limiter.tryAcquire(ALICE, 0))) {
            assertThat(look.allowed()).isTrue();
            assertThat(look.granted()).isZero();
            assertThat(look.standings().get(0).retryAfter().map(Duration::isZero))
                    .isNotEqualTo(Optional.of(true));
        }
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void a_limiter_that_just_counts_refuses_negative_patience_too() {
        RateLimiter limiter = RateLimiters.over(counting(), options().shadow().build());
        assertThatThrownBy(() -> limiter.acquire(ALICE, 1, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("patience must not be negative, not PT-0.000000001S");
        assertThat(limiter.peek(ALICE).remaining()).isEqualTo(5);
    }

    @Test
    void a_listeners_errors_break_nothing_either() {
        RateLimiterListener faulty = new RateLimiterListener() {
            @Override
            public void onRefused(Subject subject, Decision decision) {
                throw new NoClassDefFoundError("refused");
            }
        };
        RateLimiter limiter =
                RateLimiters.over(counting(), options().listener(faulty).build());
        String log = Log.of(() -> {
            assertThat(limiter.tryAcquire(ALICE, 6).allowed()).isFalse();
            assertThat(limiter.tryAcquire(ALICE, 6).allowed()).isFalse();
        });
        assertThat(log).containsOnlyOnce("its further faults are not logged").contains("NoClassDefFoundError");
    }

    @Test
    void a_limiter_that_just_counts_throws_nothing_while_redis_is_away() {
        for (FailurePolicy policy : FailurePolicy.values()) {
            FlakyLimits away = new FlakyLimits(LIMIT);
            away.away();
            RateLimiter limiter =
                    RateLimiters.over(away, options().shadow().onFailure(policy).build());
            for (int i = 0; i < 10; i++) {
                Decision decision = limiter.tryAcquire(ALICE, 1);
                assertThat(decision.allowed()).as("%s", policy).isTrue();
                assertThat(decision.granted()).isEqualTo(1);
                assertThat(decision.degraded()).isTrue();
            }
            assertThat(limiter.peek(ALICE).allowed()).as("%s", policy).isTrue();
            assertThat(limiter.stats().allowed()).isEqualTo(10);
            assertThat(limiter.stats().degraded()).isEqualTo(11);
        }
    }

    @Test
    void a_listeners_faults_are_logged_once_and_break_nothing() {
        RateLimiterListener faulty = new RateLimiterListener() {
            @Override
            public void onRefused(Subject subject, Decision decision) {
                throw new IllegalStateException("refused");
            }

            @Override
            public void onDegraded(Subject subject, Decision decision, RedisException cause) {
                throw new IllegalStateException("degraded");
            }

            @Override
            public void onRecovered() {
                throw new IllegalStateException("recovered");
            }
        };
        RateLimiter limiter = RateLimiters.over(
                redis,
                options()
                        .onFailure(FailurePolicy.CLOSED)
                        .probeEvery(Duration.ZERO)
                        .listener(faulty)
                        .build());
        String log = Log.of(() -> {
            redis.away();
            assertThat(limiter.tryAcquire("alice").allowed()).isFalse();
            assertThat(limiter.tryAcquire("alice").allowed()).isFalse();
            redis.back();
            redis.looks.remove().complete(ALICE);
            assertThat(limiter.tryAcquire("alice").degraded()).isFalse();
            assertThat(limiter.tryAcquire("alice").degraded()).isFalse();
        });
        assertThat(log).containsOnlyOnce("its further faults are not logged");
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(2, 0, 2, 0, 2, 0, 0));
    }
}
