package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What all limits owe their callers: to who asks, to who gives back, penalises or forgets, and where there are several. */
abstract class LimitsContract extends RequestsContract {
    @ParameterizedTest
    @EachAlgorithm
    void what_is_given_back_can_be_had_again_and_never_more_than_all(Algorithm algorithm) {
        Limits limits = open(Limit.perDay(5).algorithm(algorithm));
        Decision first = limits.acquire(ALICE, 5, false);
        Decision some = limits.refund(ALICE, 2, first.grantedAt());
        assertThat(some.outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(some.granted()).isZero();
        assertThat(some.remaining()).isEqualTo(2);
        assertThat(limits.acquire(ALICE, 3, false).allowed()).isFalse();
        Decision second = limits.acquire(ALICE, 2, false);
        assertThat(second.granted()).isEqualTo(2);
        limits.refund(ALICE, Long.MAX_VALUE, second.grantedAt());
        for (long permits : new long[] {3, 1_000_000, Long.MAX_VALUE}) {
            Decision all = limits.refund(ALICE, permits, first.grantedAt());
            assertThat(all.remaining()).isEqualTo(5);
            assertThat(all.resetAfter()).isZero();
        }
        assertThat(limits.acquire(ALICE, 5, false).allowed()).isTrue();
        assertThat(limits.acquire(ALICE, 1, false).allowed()).isFalse();
    }

    @ParameterizedTest
    @EachAlgorithm
    void a_penalty_takes_what_is_there_and_makes_no_debt(Algorithm algorithm) {
        Limits limits = open(Limit.perDay(5).algorithm(algorithm));
        Decision some = limits.penalise(ALICE, 3);
        assertThat(some.outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(some.granted()).isEqualTo(3);
        assertThat(some.remaining()).isEqualTo(2);
        Decision rest = limits.penalise(ALICE, Long.MAX_VALUE);
        assertThat(rest.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(rest.granted()).isEqualTo(2);
        assertThat(rest.retryAfter().orElseThrow()).isBetween(Duration.ofHours(1), Duration.ofDays(2));
        assertThat(limits.penalise(ALICE, 1).granted()).isZero();
        assertThat(limits.refund(ALICE, 1, some.grantedAt()).remaining()).isEqualTo(1);
    }

    @ParameterizedTest
    @EachAlgorithm
    void who_is_forgotten_has_all_permits_again(Algorithm algorithm) {
        Limits limits = open(
                Limit.perDay(5).algorithm(algorithm),
                Limit.of(7, Duration.ofDays(2)).algorithm(algorithm));
        limits.acquire(ALICE, 5, false);
        limits.reset(ALICE);
        limits.reset(ALICE);
        assertThat(limits.peek(ALICE).standings())
                .extracting(Standing::remaining)
                .containsExactly(5L, 7L);
    }

    @ParameterizedTest
    @EachAlgorithm
    void of_many_limits_all_grant_or_none_and_the_one_that_refuses_is_named(Algorithm algorithm) {
        Limit many = Limit.of(100, Duration.ofDays(10)).algorithm(algorithm);
        Limit few = Limit.perDay(3).algorithm(Algorithm.GCRA);
        Limits limits = open(many, few, Limit.perDay(50).named("other").algorithm(Algorithm.FIXED_WINDOW));
        assertThat(limits.limits()).startsWith(many, few);
        Decision first = limits.acquire(ALICE, 2, false);
        assertThat(first.standings()).extracting(Standing::remaining).containsExactly(98L, 1L, 48L);
        assertThat(first.remaining()).isEqualTo(1);
        assertThat(first.limit()).isEqualTo(3);
        for (int i = 0; i < 5; i++) {
            Decision refused = limits.acquire(ALICE, 2, false);
            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.refusedBy()).contains(few);
            assertThat(refused.standings()).extracting(Standing::remaining).containsExactly(98L, 1L, 48L);
            assertThat(refused.standings().get(0).retryAfter()).contains(Duration.ZERO);
            assertThat(refused.standings().get(2).retryAfter()).contains(Duration.ZERO);
        }
        Decision impossible = limits.acquire(ALICE, 20, false);
        assertThat(impossible.outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(impossible.refusedBy()).contains(few);
        assertThat(impossible.standings()).extracting(Standing::remaining).containsExactly(98L, 1L, 48L);
        Decision rest = limits.acquire(ALICE, 20, true);
        assertThat(rest.granted()).isEqualTo(1);
        assertThat(rest.standings()).extracting(Standing::remaining).containsExactly(97L, 0L, 47L);
        assertThat(Grants.refund(limits, ALICE, rest).standings())
                .extracting(Standing::remaining)
                .containsExactly(98L, 1L, 48L);
        Decision penalised = limits.penalise(ALICE, 40);
        assertThat(penalised.granted()).isEqualTo(1);
        assertThat(penalised.standings()).extracting(Standing::remaining).containsExactly(58L, 0L, 8L);
        assertThat(Grants.refund(limits, ALICE, penalised).standings())
                .extracting(Standing::remaining)
                .containsExactly(59L, 1L, 9L);
    }

    @Test
    void a_limit_of_another_scope_counts_for_all_of_its_subjects() {
        Limit each = Limit.perDay(3);
        Limit together = Limit.perDay(4).named("tenant").scope("tenant");
        Limits limits = open(each, together);
        assertThat(limits.acquire(ALICE, 3, false).allowed()).isTrue();
        assertThat(limits.acquire(BOB, 2, false).refusedBy()).contains(together);
        assertThat(limits.acquire(BOB, 1, false).allowed()).isTrue();
        assertThat(limits.acquire(BOB, 1, false).refusedBy()).contains(together);
        assertThat(limits.peek(BOB).standings()).extracting(Standing::remaining).containsExactly(2L, 0L);
    }
}
