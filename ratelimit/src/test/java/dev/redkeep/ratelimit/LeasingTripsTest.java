package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A request that leases costs one trip at most, as one that does not. */
class LeasingTripsTest extends LeasingInTime {
    @Test
    void a_lease_that_is_used_up_is_renewed_with_the_request() {
        busy();
        take(20);
        pool.drain();
        take(3);
        assertThat(pool.drain()).containsExactly("acquire 3 to 23");
        assertThat(here()).isEqualTo(20);
    }

    @Test
    void a_lease_with_too_little_for_a_request_is_asked_for_what_it_lacks() {
        busy();
        take(18);
        pool.drain();
        take(3);
        assertThat(pool.drain()).containsExactly("acquire 1 to 21");
        assertThat(here()).isEqualTo(20);
    }

    @Test
    void a_lease_that_is_over_is_renewed_with_what_its_rest_lacks() {
        busy();
        take(15);
        passes(20);
        pool.drain();
        take(4);
        // Sixteen were asked for in the last 20 ms, which are to be held next; five were left.
        assertThat(pool.drain()).containsExactly("acquire 1 to 15");
        assertThat(here()).isEqualTo(16);
    }

    @Test
    void a_lease_that_is_over_gives_back_what_it_has_over() {
        busy();
        take(4);
        passes(20);
        pool.drain();
        take(1);
        assertThat(pool.drain()).containsExactly("refund 10");
        assertThat(here()).isEqualTo(5);
    }

    @Test
    void a_lease_that_is_over_and_has_just_enough_only_looks() {
        busy();
        take(7);
        passes(20);
        pool.drain();
        take(5);
        assertThat(pool.drain()).containsExactly("acquire 0");
        assertThat(here()).isEqualTo(8);
    }

    @Test
    void a_request_for_as_many_as_there_are_gets_the_rest_too() {
        busy();
        passes(20);
        pool.left = 7;
        pool.drain();
        assertThat(leasing.acquire(ALICE, 50, true).granted()).isEqualTo(27);
        assertThat(pool.drain()).containsExactly("acquire 1 to 30");
        assertThat(leasing.acquire(ALICE, Long.MAX_VALUE, true).allowed()).isFalse();
        assertThat(pool.drain()).hasSize(1);
    }

    @Test
    void the_rest_serves_a_request_though_nothing_is_free() {
        busy();
        passes(20);
        pool.left = 0;
        pool.drain();
        assertThat(take(20).allowed()).isTrue();
        assertThat(pool.drain()).hasSize(1);
        assertThat(take(1).outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(pool.drain()).hasSize(1);
    }

    @Test
    void whatever_is_asked_no_permit_is_lost_and_only_a_refusal_that_gives_a_rest_back_costs_two_trips() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long held = here();
            long before = pool.left + held;
            pool.drain();
            Decision decision = leasing.acquire(ALICE, 1 + random.nextInt(i % 50 == 0 ? 60 : 4), i % 7 == 0);
            assertThat(pool.drain()).hasSizeLessThanOrEqualTo(decision.allowed() || held == 0 ? 1 : 2);
            assertThat(pool.left + here()).isEqualTo(before - decision.granted());
            assertThat(here()).isBetween(0L, 20L);
            if (random.nextInt(20) == 0) {
                pool.left = random.nextInt(200);
                nanos.addAndGet(random.nextInt(1_000_000));
            }
        }
    }
}
