package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who is refused without a trip, by a clock that the test moves. */
class RefusalCacheTest {
    private static final Subject ALICE = Subject.client("alice");
    private static final Subject BOB = Subject.client("bob");
    private static final Limit TEN_A_SECOND = Limit.perSecond(10);

    /** Near the end of its range: only differences count. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(100));

    private final Tally tally = new Tally();
    private final PoolLimits pool = new PoolLimits(0, TEN_A_SECOND);
    private final Limits cache = new RefusalCache(pool, 100, nanos::get, tally);

    @Test
    void who_was_refused_is_refused_here_until_the_time_is_over_and_told_the_wait_that_is_left() {
        assertThat(take(1).retryAfter()).contains(Duration.ofMillis(300));
        passes(Duration.ofMillis(120));
        Decision again = take(1);
        assertThat(again.outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(again.retryAfter()).contains(Duration.ofMillis(180));
        assertThat(again.resetAfter()).isEqualTo(Duration.ofMillis(480));
        assertThat(again.refusedBy()).contains(TEN_A_SECOND);
        assertThat(again.granted()).isZero();
        passes(Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(180) - 1));
        assertThat(take(1).retryAfter()).contains(Duration.ofNanos(1_000));
        assertThat(pool.drain()).containsExactly("acquire 1");
        assertThat(tally.snapshot().refusedLocally()).isEqualTo(2);

        pool.left = 1;
        passes(Duration.ofNanos(1));
        assertThat(take(1).allowed()).isTrue();
        assertThat(pool.drain()).containsExactly("acquire 1");
    }

    @Test
    void who_sees_that_enough_is_free_again_gets_it() {
        take(3);
        pool.left = 2; // refunded by another process
        assertThat(cache.peek(ALICE).remaining()).isEqualTo(2);
        assertThat(take(3).allowed()).isFalse();
        assertThat(pool.drain()).containsExactly("acquire 3", "acquire 0");
        pool.left = 3;
        pool.degraded = true;
        cache.peek(ALICE);
        pool.degraded = false;
        assertThat(take(3).allowed()).isFalse();
        assertThat(cache.peek(ALICE).remaining()).isEqualTo(3);
        assertThat(take(3).allowed()).isTrue();
    }

    @Test
    void another_subject_is_asked_for() {
        take(1);
        cache.acquire(BOB, 1, false);
        assertThat(pool.drain()).hasSize(2);
    }

    @Test
    void who_asks_for_more_than_was_refused_is_refused_here_and_told_when_a_bucket_has_it() {
        take(2);
        passes(Duration.ofMillis(100));
        Decision more = take(5);
        assertThat(more.outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(more.retryAfter()).contains(Duration.ofMillis(500));
        assertThat(pool.drain()).containsExactly("acquire 2");
    }

    @Test
    void who_asks_for_less_than_was_refused_is_asked_for() {
        pool.left = 2;
        assertThat(take(3).allowed()).isFalse();
        assertThat(take(2).allowed()).isTrue();
        assertThat(take(1).allowed()).isFalse();
        assertThat(take(1).allowed()).isFalse();
        assertThat(pool.drain()).containsExactly("acquire 3", "acquire 2", "acquire 1");
    }

    @Test
    void who_takes_what_there_is_counts_as_asking_for_one() {
        take(3);
        assertThat(cache.acquire(ALICE, 5, true).outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(cache.acquire(ALICE, 5, true).outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(take(1).retryAfter()).contains(Duration.ofMillis(300));
        assertThat(pool.drain()).containsExactly("acquire 3", "acquire 1 to 5");
    }

    @Test
    void the_impossible_is_told_apart_and_not_remembered() {
        assertThat(take(11).outcome()).isEqualTo(Decision.Outcome.IMPOSSIBLE);
        assertThat(take(11).outcome()).isEqualTo(Decision.Outcome.IMPOSSIBLE);
        assertThat(pool.drain()).hasSize(2);
        take(1);
        Decision here = take(Long.MAX_VALUE);
        assertThat(here.outcome()).isEqualTo(Decision.Outcome.IMPOSSIBLE);
        assertThat(here.retryAfter()).isEmpty();
        assertThat(pool.drain()).containsExactly("acquire 1");
    }

    @Test
    void what_was_allowed_or_not_decided_by_redis_is_not_remembered() {
        pool.left = 1;
        take(1);
        pool.degraded = true;
        take(1);
        take(1);
        assertThat(pool.drain()).hasSize(3);
    }

    @Test
    void a_look_is_always_asked_for_and_forgets_nothing() {
        take(1);
        cache.peek(ALICE);
        cache.peek(ALICE);
        take(1);
        assertThat(pool.drain()).containsExactly("acquire 1", "acquire 0", "acquire 0");
    }

    @Test
    void a_refund_a_penalty_or_a_reset_forgets_the_refusal() {
        List<Runnable> changes = List.of(
                () -> cache.refund(ALICE, 1, Grants.now(1)), () -> cache.penalise(ALICE, 1), () -> cache.reset(ALICE));
        for (Runnable change : changes) {
            pool.left = 0;
            take(1);
            pool.drain();
            change.run();
            take(1);
            assertThat(pool.drain()).hasSize(2).last().isEqualTo("acquire 1");
            cache.reset(ALICE);
        }
    }

    @Test
    void a_change_that_failed_may_have_been_made_and_so_forgets_the_refusal_too() {
        List<Runnable> changes = List.of(
                () -> cache.refund(ALICE, 1, Grants.now(1)), () -> cache.penalise(ALICE, 1), () -> cache.reset(ALICE));
        for (Runnable change : changes) {
            take(1);
            pool.first = () -> {
                throw new IllegalStateException("too late");
            };
            assertThatThrownBy(change::run).hasMessage("too late");
            pool.drain();
            take(1);
            assertThat(pool.drain()).containsExactly("acquire 1");
            passes(Duration.ofSeconds(2));
        }
    }

    @Test
    void a_refusal_from_before_a_reset_is_not_remembered_after_it() {
        pool.first = () -> {
            cache.reset(ALICE);
            pool.left = 0;
        };
        assertThat(take(1).allowed()).isFalse();
        pool.left = 1;
        assertThat(take(1).allowed()).isTrue();
    }

    @Test
    void nothing_is_remembered_for_more_than_a_second() {
        pool.wait = Duration.ofDays(1);
        take(1);
        passes(Duration.ofMillis(999));
        assertThat(take(1).retryAfter()).contains(Duration.ofDays(1).minusMillis(999));
        passes(Duration.ofMillis(1));
        pool.left = 1;
        assertThat(take(1).allowed()).isTrue();
        assertThat(pool.drain()).hasSize(2);
    }

    private Decision take(long cost) {
        return cache.acquire(ALICE, cost, false);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
