package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long who waits for permits sleeps, by a clock that only sleep moves. */
class PatienceTest {
    private static final Subject ALICE = Subject.client("alice");
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final PoolLimits pool = new PoolLimits(0, Limit.perSecond(10));
    private final List<Long> slept = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - MILLI;
    private double random = 0.5;
    private final Patience patience = new Patience(() -> nanos, this::sleep, () -> random);

    private void sleep(long time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("asleep");
        }
        slept.add(time);
        nanos += time;
        if (slept.size() == 2) {
            pool.left = 1;
        }
    }

    private Decision acquire(Duration most) throws InterruptedException {
        return patience.acquire(pool, ALICE, 1, most);
    }

    @Test
    void who_can_be_served_does_not_wait() throws Exception {
        pool.left = 1;
        assertThat(acquire(Duration.ZERO).allowed()).isTrue();
        assertThat(slept).isEmpty();
    }

    @Test
    void each_time_it_sleeps_what_the_answer_says_and_a_little_more_and_asks_once() throws Exception {
        assertThat(acquire(Duration.ofSeconds(10)).allowed()).isTrue();
        assertThat(slept).containsExactly(315 * MILLI, 315 * MILLI);
        assertThat(pool.drain()).containsExactly("acquire 1", "acquire 1", "acquire 1");
    }

    @Test
    void the_chance_is_up_to_a_tenth_and_never_makes_it_too_early() throws Exception {
        random = 0;
        acquire(Duration.ofSeconds(10));
        pool.left = 0;
        random = 1;
        slept.add(0L);
        acquire(Duration.ofMillis(350));
        assertThat(slept).containsExactly(300 * MILLI, 300 * MILLI, 0L, 330 * MILLI);
    }

    @Test
    void a_short_wait_is_spread_over_a_millisecond() throws Exception {
        pool.wait = Duration.ofNanos(1_000);
        acquire(Duration.ofSeconds(1));
        assertThat(slept).containsExactly(501_000L, 501_000L);
    }

    @Test
    void who_cannot_be_served_in_time_is_refused_at_once() throws Exception {
        Decision refused = acquire(Duration.ofMillis(300).minusNanos(1));
        assertThat(refused.outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(refused.retryAfter()).contains(Duration.ofMillis(300));
        assertThat(slept).isEmpty();
        assertThat(acquire(Duration.ZERO).allowed()).isFalse();
        assertThat(pool.drain()).hasSize(2);
    }

    @Test
    void it_never_sleeps_past_the_deadline_and_refuses_as_soon_as_it_cannot_be_met() throws Exception {
        assertThat(acquire(Duration.ofMillis(310)).allowed()).isFalse();
        assertThat(slept).containsExactly(310 * MILLI);
        assertThat(pool.drain()).hasSize(2);
    }

    @Test
    void where_it_can_come_sooner_it_asks_once_more_at_the_end_of_its_patience() throws Exception {
        assertThat(sooner(Duration.ofMillis(100)).allowed()).isFalse();
        assertThat(slept).containsExactly(100 * MILLI);
        assertThat(sooner(Duration.ofMillis(100)).allowed()).isTrue();
        assertThat(slept).containsExactly(100 * MILLI, 100 * MILLI);
        assertThat(pool.drain()).hasSize(4);
    }

    @Test
    void where_it_can_come_sooner_it_waits_as_long_as_told_if_its_patience_lasts() throws Exception {
        assertThat(sooner(Duration.ofSeconds(10)).allowed()).isTrue();
        assertThat(slept).containsExactly(315 * MILLI, 315 * MILLI);
        pool.left = 0;
        assertThat(sooner(Duration.ZERO).allowed()).isFalse();
        assertThat(slept).hasSize(2);
        assertThat(pool.drain()).hasSize(4);
    }

    private Decision sooner(Duration most) throws InterruptedException {
        return patience.acquire(() -> pool.acquire(ALICE, 1, false), decision -> decision, true, most);
    }

    @Test
    void the_impossible_is_not_waited_for() throws Exception {
        Decision decision = patience.acquire(pool, ALICE, 11, Duration.ofDays(1));
        assertThat(decision.outcome()).isEqualTo(Decision.Outcome.IMPOSSIBLE);
        assertThat(slept).isEmpty();
    }

    @Test
    void patience_may_be_without_end_but_not_negative() throws Exception {
        assertThat(acquire(Duration.ofSeconds(Long.MAX_VALUE)).allowed()).isTrue();
        pool.drain();
        assertThatThrownBy(() -> acquire(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("patience must not be negative, not PT-0.000000001S");
        assertThat(pool.drain()).isEmpty();
    }

    @Test
    void who_is_interrupted_before_asks_nothing_and_the_flag_is_cleared() {
        pool.left = 1;
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> acquire(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(pool.left).isEqualTo(1);
        assertThat(pool.drain()).isEmpty();
    }

    @Test
    void who_is_interrupted_while_waiting_consumes_nothing() {
        pool.first = Thread.currentThread()::interrupt;
        assertThatThrownBy(() -> acquire(Duration.ofSeconds(1)))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("asleep");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(pool.drain()).containsExactly("acquire 1");
    }

    @Test
    void who_is_interrupted_while_served_keeps_the_permit_and_the_flag() throws Exception {
        pool.left = 1;
        pool.first = Thread.currentThread()::interrupt;
        assertThat(acquire(Duration.ofSeconds(1)).allowed()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
