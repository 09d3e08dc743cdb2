package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When permits are taken in advance, and what becomes of them, by a clock that the test moves. A lease is of 20 permits. */
class LeasingTest {
    private static final Subject ALICE = Subject.client("alice");
    private static final Limit THOUSAND = Limit.perSecond(1_000);
    private static final Duration LEASE = Duration.ofMillis(20);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(25));
    private final Tally tally = new Tally();
    private final PoolLimits pool = new PoolLimits(1_000, THOUSAND);
    private final Limits leasing = Leasing.over(pool, LEASE, nanos::get, tally);

    @Test
    void a_quiet_subject_is_asked_for_one_by_one() {
        for (int i = 0; i < 100; i++) {
            take(1);
            passes(2);
        }
        assertThat(pool.drain()).hasSize(100).containsOnly("acquire 1");
    }

    @Test
    void a_busy_subject_is_served_here_from_a_lease_that_is_paid_for() {
        busy();
        assertThat(pool.drain()).hasSize(11).last().isEqualTo("acquire up to 21");
        for (int left = 988; left >= 969; left--) {
            Decision decision = take(1);
            assertThat(decision.outcome()).isEqualTo(Decision.Outcome.ALLOWED);
            assertThat(decision.granted()).isEqualTo(1);
            assertThat(decision.remaining()).isEqualTo(left);
            assertThat(decision.degraded()).isFalse();
        }
        assertThat(pool.drain()).isEmpty();
        assertThat(tally.snapshot().allowedLocally()).isEqualTo(20);
        assertThat(take(1).remaining()).isEqualTo(968);
        assertThat(pool.drain()).containsExactly("acquire up to 21");
        assertThat(pool.left).isEqualTo(948);
    }

    @Test
    void no_more_is_taken_in_advance_than_was_free() {
        pool.left = 15;
        busy();
        assertThat(pool.drain()).last().isEqualTo("acquire up to 6");
        for (int i = 0; i < 4; i++) {
            assertThat(take(1).allowed()).isTrue();
        }
        assertThat(pool.drain()).isEmpty();
        assertThat(take(1).outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(pool.drain()).containsExactly("acquire 1");
    }

    @Test
    void the_rest_of_a_lease_is_used_or_given_back_at_the_next_request() {
        busy();
        take(4);
        passes(40);
        pool.drain();
        assertThat(take(3).remaining()).isEqualTo(982);
        assertThat(pool.drain()).containsExactly("refund 13");
        assertThat(pool.left).isEqualTo(1_000 - 11 - 4 - 3);
    }

    @Test
    void the_rest_of_a_lease_counts_for_a_request_that_needs_more() {
        busy();
        passes(40);
        pool.drain();
        assertThat(take(50).granted()).isEqualTo(50);
        assertThat(pool.left + here()).isEqualTo(1_000 - 11 - 50);
    }

    @Test
    void a_request_that_is_refused_gives_the_rest_back() {
        busy();
        passes(40);
        pool.left = 0;
        Decision refused = take(100);
        assertThat(refused.outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(refused.granted()).isZero();
        assertThat(refused.remaining()).isEqualTo(20);
        assertThat(pool.left).isEqualTo(20);
        assertThat(leasing.acquire(ALICE, 100, true).granted()).isEqualTo(20);
    }

    @Test
    void a_lease_that_is_long_over_lapses() {
        busy();
        passes(41);
        pool.drain();
        take(1);
        assertThat(pool.drain()).containsExactly("acquire 1");
    }

    @Test
    void a_lease_is_not_handed_out_when_its_time_is_over() {
        busy();
        passes(20);
        pool.drain();
        take(1);
        assertThat(pool.drain()).hasSize(1);
        assertThat(tally.snapshot().allowedLocally()).isZero();
        assertThat(pool.left + here()).isEqualTo(1_000 - 12);
    }

    @Test
    void a_look_shows_what_is_held_here_too() {
        busy();
        assertThat(leasing.peek(ALICE).remaining()).isEqualTo(989);
        pool.left = 0;
        assertThat(leasing.peek(ALICE).allowed()).isTrue();
        assertThat(leasing.peek(ALICE).remaining()).isEqualTo(20);
        assertThat(leasing.peek(Subject.client("bob")).allowed()).isFalse();
    }

    @Test
    void a_penalty_takes_what_is_held_first() {
        busy();
        pool.drain();
        Decision some = leasing.penalise(ALICE, 5);
        assertThat(some.granted()).isEqualTo(5);
        assertThat(pool.drain()).containsExactly("refund 15");
        assertThat(pool.left).isEqualTo(984);
        take(1);
        Decision more = leasing.penalise(ALICE, 500);
        assertThat(more.granted()).isEqualTo(500);
        assertThat(pool.left + here()).isEqualTo(1_000 - 11 - 5 - 1 - 500);
        Decision all = leasing.penalise(ALICE, Long.MAX_VALUE);
        assertThat(all.granted()).isEqualTo(483);
        assertThat(take(1).allowed()).isFalse();
    }

    @Test
    void a_reset_forgets_what_is_held() {
        busy();
        leasing.reset(ALICE);
        assertThat(leasing.peek(ALICE).remaining()).isEqualTo(1_000);
        assertThat(take(1_000).allowed()).isTrue();
        assertThat(take(1).allowed()).isFalse();
    }

    @Test
    void a_lease_that_is_taken_while_the_subject_is_reset_is_given_back() {
        for (int i = 0; i < 10; i++) {
            take(1);
        }
        pool.first = () -> leasing.reset(ALICE);
        assertThat(take(1).allowed()).isTrue();
        assertThat(pool.left).isEqualTo(999);
        assertThat(here()).isZero();
    }

    @Test
    void what_redis_did_not_grant_is_neither_held_nor_given_back_to_it() {
        for (int i = 0; i < 10; i++) {
            take(1);
        }
        pool.degraded = true;
        assertThat(take(1).degraded()).isTrue();
        pool.degraded = false;
        pool.left = 500;
        assertThat(here()).isZero();
        passes(40);
        pool.drain();
        take(1);
        assertThat(pool.drain()).containsExactly("acquire 1");
        assertThat(pool.left).isEqualTo(499);
    }

    @Test
    void what_redis_granted_before_it_went_away_is_used() {
        busy();
        pool.degraded = true;
        passes(20);
        pool.drain();
        Decision decision = take(5);
        assertThat(decision.allowed()).isTrue();
        assertThat(pool.drain()).noneMatch(asked -> asked.equals("acquire 5"));
    }

    @Test
    void nothing_is_taken_in_advance_where_it_would_be_less_than_two() {
        assertThat(Leasing.over(pool, Duration.ofNanos(1_999_999), nanos::get, tally))
                .isSameAs(pool);
        assertThat(Leasing.over(pool, Duration.ofMillis(2), nanos::get, tally)).isNotSameAs(pool);
        Limits one = new PoolLimits(1, Limit.perSecond(1_000).burst(1));
        assertThat(Leasing.over(one, LEASE, nanos::get, tally)).isSameAs(one);
    }

    @Test
    void a_lease_is_of_a_value_of_the_limits_scope_whatever_else_a_subject_has() {
        for (int i = 0; i < 11; i++) {
            assertThat(leasing.acquire(ALICE.and("tenant", "t" + i), 1, false).allowed())
                    .isTrue();
        }
        pool.drain();
        assertThat(leasing.acquire(ALICE.and("tenant", "other"), 20, false).allowed())
                .isTrue();
        assertThat(pool.drain()).isEmpty();
        leasing.reset(ALICE);
        assertThat(here()).isZero();
    }

    @Test
    void limits_of_several_scopes_are_not_leased_since_many_leases_would_be_of_one_tenant() {
        Limits both = new PoolLimits(
                1_000, THOUSAND, Limit.perSecond(1_000).named("tenant").scope("tenant"));
        assertThat(Leasing.over(both, LEASE, nanos::get, tally)).isSameAs(both);
    }

    /** Asks so often that a lease is taken. */
    private void busy() {
        for (int i = 0; i < 11; i++) {
            assertThat(take(1).allowed()).isTrue();
        }
    }

    /** What is held here. */
    private long here() {
        return leasing.peek(ALICE).remaining() - pool.left;
    }

    private Decision take(long cost) {
        return leasing.acquire(ALICE, cost, false);
    }

    private void passes(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
