package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.FlakyLimits.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.RedisException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** A process that reads answers too late, from a Redis that is there: it does not stop limiting. */
class BusyProcessTest {
    private final RedisException timeOut = FlakyLimits.timeOut();

    private final FlakyLimits redis = new FlakyLimits(Limit.perDay(6));
    private final RecordingListener listener = new RecordingListener();
    private final RateLimiter limiter = RateLimiters.over(
            redis,
            RateLimiterOptions.builder("rl")
                    .limits(Limit.perDay(6))
                    .probeEvery(Duration.ofHours(1))
                    .listener(listener)
                    .build());

    private void timesOut() {
        redis.fails(timeOut);
        assertThat(limiter.tryAcquire("alice").degraded()).isTrue();
    }

    private boolean asked() {
        int before = redis.calls.size();
        limiter.tryAcquire("alice");
        return redis.calls.size() > before;
    }

    @Test
    void a_time_out_while_others_are_answered_degrades_one_answer_and_asks_for_no_look() {
        redis.during(() -> {
            assertThat(limiter.tryAcquire("bob").degraded()).isFalse();
            redis.fails(timeOut);
        });
        assertThat(limiter.tryAcquire("alice").degraded()).isTrue();
        redis.back();
        assertThat(limiter.tryAcquire("alice").degraded()).isFalse();
        assertThat(redis.looks).isEmpty();
        assertThat(limiter.stats().degraded()).isEqualTo(1);
    }

    @Test
    void while_the_look_for_a_time_out_is_under_way_callers_go_on_to_ask() {
        timesOut();
        assertThat(asked()).isTrue();
        redis.back();
        assertThat(limiter.tryAcquire("alice").degraded()).isFalse();
        assertThat(redis.looks).hasSize(1);
        redis.looks.remove().complete(ALICE);
        assertThat(asked()).isTrue();
        assertThat(listener.events).containsExactly("degraded", "degraded");
    }

    @Test
    void only_a_look_that_is_not_answered_either_opens() {
        timesOut();
        redis.looks.remove().completeExceptionally(timeOut);
        assertThat(asked()).isFalse();
        assertThat(redis.looks).isEmpty(); // the next one has an hour
    }

    @Test
    void a_look_that_is_not_answered_while_others_are_opens_nothing() {
        timesOut();
        redis.back();
        assertThat(limiter.tryAcquire("bob").degraded()).isFalse();
        redis.looks.remove().completeExceptionally(timeOut);
        assertThat(asked()).isTrue();
    }

    @Test
    void a_connection_that_broke_only_asks_for_a_look_and_one_that_breaks_under_the_look_for_another() {
        redis.fails(FlakyLimits.broken());
        assertThat(limiter.tryAcquire("alice").degraded()).isTrue();
        assertThat(asked()).isTrue();
        redis.looks.remove().completeExceptionally(FlakyLimits.broken());
        assertThat(asked()).isTrue();
        assertThat(redis.looks).hasSize(1);
    }

    @Test
    void what_is_not_reached_is_away_at_once_and_looked_for_at_once() {
        redis.away();
        assertThat(limiter.tryAcquire("alice").degraded()).isTrue();
        assertThat(asked()).isFalse();
        CompletableFuture<Object> look = redis.looks.remove();
        assertThat(asked()).isFalse();
        assertThat(redis.looks).isEmpty();
        redis.back();
        look.complete(ALICE);
        assertThat(limiter.tryAcquire("alice").degraded()).isFalse();
        assertThat(listener.events).endsWith("recovered");
    }

    /** Now all time out at once, as when the process stands still, now one does. The look is answered late. */
    @Test
    void of_64_threads_without_pause_only_those_are_degraded_whose_own_call_was_not_answered() {
        AtomicInteger calls = new AtomicInteger();
        LongAdder timeOuts = new LongAdder();
        LongAdder granted = new LongAdder();
        Limits busy = new BusyLimits(6, () -> {
            int call = calls.incrementAndGet();
            if (call % 1_000 < Together.THREADS || call % 97 == 0) {
                timeOuts.increment();
                throw timeOut;
            }
        });
        RateLimiter open = RateLimiters.over(
                busy,
                RateLimiterOptions.builder("rl")
                        .limits(Limit.perDay(6))
                        .refusalCache(0)
                        .probeEvery(Duration.ofHours(1))
                        .build());
        Together.run(thread -> {
            for (int i = 0; i < 1_000; i++) {
                granted.add(open.tryAcquire(ALICE, 1).granted());
            }
        });
        assertThat(open.stats().degraded()).isEqualTo(timeOuts.sum());
        assertThat(granted.sum()).isEqualTo(6 + timeOuts.sum());
        assertThat(calls).hasValue(64_000);
    }
}
