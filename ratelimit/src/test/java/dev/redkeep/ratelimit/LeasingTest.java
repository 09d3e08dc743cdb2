package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When permits are taken in advance, and what becomes of them. */
class LeasingTest extends LeasingInTime {
    @Test
    void a_quiet_subject_is_asked_for_one_by_one() {
        for (int i = 0; i < 100; i++) {
            take(1);
            passes(20);
        }
        assertThat(pool.drain()).hasSize(100).containsOnly("acquire 1");
    }

    @Test
    void what_is_asked_at_once_is_not_asked_in_advance() {
        asksTwenty();
        passes(40);
        asksTwenty();
        assertThat(pool.drain()).hasSize(40).containsOnly("acquire 1");
    }

    @Test
    void as_many_are_taken_in_advance_as_were_asked_for_in_the_last_leases_time() {
        for (int i = 0; i < 100; i++) {
            passes(2);
            take(1);
        }
        // Ten in the first 20 ms; from then on one trip in them, which settles what is used a little faster or slower.
        assertThat(pool.drain()).hasSizeBetween(18, 20).contains("acquire 1 to 11");
        assertThat(pool.left + here()).isEqualTo(900);
    }

    @Test
    void a_single_thread_is_served_from_a_lease_though_it_asks_for_far_less_than_a_lease_can_hold() {
        PoolLimits million = new PoolLimits(1_000_000, Limit.perSecond(1_000_000));
        Limits leased = Leasing.over(million, LEASE, nanos::get, tally);
        for (int i = 0; i < 4_000; i++) {
            leased.acquire(ALICE, 1, false);
            nanos.addAndGet(50_000);
        }
        assertThat(million.drain()).hasSizeLessThanOrEqualTo(400 + 9 * 2);
    }

    @Test
    void a_busy_subject_is_served_here_from_a_lease_that_is_paid_for() {
        busy();
        assertThat(pool.drain()).hasSize(21).last().isEqualTo("acquire 1 to 21");
        for (int left = 978; left >= 959; left--) {
            Decision decision = take(1);
            assertThat(decision.outcome()).isEqualTo(Decision.Outcome.ALLOWED);
            assertThat(decision.granted()).isEqualTo(1);
            assertThat(decision.remaining()).isEqualTo(left);
            assertThat(decision.degraded()).isFalse();
        }
        assertThat(pool.drain()).isEmpty();
        assertThat(tally.snapshot().allowedLocally()).isEqualTo(20);
        assertThat(take(1).remaining()).isEqualTo(958);
        assertThat(pool.drain()).containsExactly("acquire 1 to 21");
        assertThat(pool.left).isEqualTo(938);
    }

    @Test
    void no_more_is_taken_in_advance_than_was_free() {
        pool.left = 26;
        busy();
        assertThat(pool.drain()).last().isEqualTo("acquire 1 to 7");
        for (int i = 0; i < 5; i++) {
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
        assertThat(take(3).remaining()).isEqualTo(972);
        assertThat(pool.drain()).containsExactly("refund 13");
        assertThat(pool.left).isEqualTo(1_000 - 21 - 4 - 3);
    }

    @Test
    void the_rest_of_a_lease_counts_for_a_request_that_needs_more() {
        busy();
        passes(40);
        pool.drain();
        assertThat(take(50).granted()).isEqualTo(50);
        assertThat(pool.left + here()).isEqualTo(1_000 - 21 - 50);
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
        assertThat(pool.left + here()).isEqualTo(1_000 - 22);
    }

    @Test
    void a_look_shows_what_is_held_here_too() {
        busy();
        assertThat(leasing.peek(ALICE).remaining()).isEqualTo(979);
        pool.left = 0;
        assertThat(leasing.peek(ALICE).allowed()).isTrue();
        assertThat(leasing.peek(ALICE).remaining()).isEqualTo(20);
        assertThat(leasing.peek(Subject.client("bob")).allowed()).isFalse();
    }
}
