package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Leases when a subject is penalised or forgotten, when Redis is away, and where there are none. */
class LeasingChangesTest extends LeasingInTime {
    @Test
    void a_penalty_takes_what_is_held_first() {
        busy();
        pool.drain();
        Decision some = leasing.penalise(ALICE, 5);
        assertThat(some.granted()).isEqualTo(5);
        assertThat(pool.drain()).containsExactly("refund 15");
        assertThat(pool.left).isEqualTo(974);
        take(1);
        Decision more = leasing.penalise(ALICE, 500);
        assertThat(more.granted()).isEqualTo(500);
        assertThat(pool.left + here()).isEqualTo(1_000 - 21 - 5 - 1 - 500);
        Decision all = leasing.penalise(ALICE, Long.MAX_VALUE);
        assertThat(all.granted()).isEqualTo(473);
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
        asksTwenty();
        passes(20);
        pool.first = () -> leasing.reset(ALICE);
        assertThat(take(1).allowed()).isTrue();
        assertThat(pool.left).isEqualTo(999);
        assertThat(here()).isZero();
    }

    @Test
    void what_redis_did_not_grant_is_neither_held_nor_given_back_to_it() {
        asksTwenty();
        passes(20);
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
        for (int i = 0; i < 21; i++) {
            passes(i == 20 ? 20 : 0);
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
}
