package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What all limits owe their callers, whoever counts. The periods are long, so that nothing comes back during a test. */
abstract class LimitsContract {
    private static final Subject ALICE = Subject.client("alice").and("tenant", "acme");
    private static final Subject BOB = Subject.client("bob").and("tenant", "acme");

    /** Limits on which nothing is counted yet when a test begins. */
    abstract Limits open(Limit... limits);

    @ParameterizedTest
    @EachAlgorithm
    void permits_are_granted_until_there_are_none(Algorithm algorithm) {
        Limit limit = Limit.perDay(5).algorithm(algorithm);
        Limits limits = open(limit);
        for (long left = 4; left >= 0; left--) {
            Decision decision = limits.acquire(ALICE, 1, false);
            assertThat(decision.outcome()).isEqualTo(Outcome.ALLOWED);
            assertThat(decision.granted()).isEqualTo(1);
            assertThat(decision.limit()).isEqualTo(5);
            assertThat(decision.remaining()).isEqualTo(left);
            assertThat(decision.retryAfter()).contains(Duration.ZERO);
            assertThat(decision.resetAfter()).isBetween(Duration.ofMinutes(1), Duration.ofDays(2));
            assertThat(decision.refusedBy()).isEmpty();
            assertThat(decision.degraded()).isFalse();
        }
        Decision refused = limits.acquire(ALICE, 1, false);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.granted()).isZero();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofHours(1), Duration.ofDays(2));
        assertThat(refused.resetAfter())
                .isGreaterThanOrEqualTo(refused.retryAfter().orElseThrow());
        assertThat(refused.refusedBy()).contains(limit);
        assertThat(limits.acquire(BOB, 5, false).allowed()).isTrue();
    }

    @ParameterizedTest
    @EachAlgorithm
    void who_is_refused_consumes_nothing(Algorithm algorithm) {
        Limits limits = open(Limit.perDay(5).algorithm(algorithm));
        assertThat(limits.acquire(ALICE, 3, false).remaining()).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            Decision refused = limits.acquire(ALICE, 3, false);
            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.remaining()).isEqualTo(2);
        }
        assertThat(limits.acquire(ALICE, 2, false).allowed()).isTrue();
    }

    @ParameterizedTest
    @EachAlgorithm
    void more_than_a_limit_ever_has_is_impossible(Algorithm algorithm) {
        Limit limit = Limit.perDay(5).algorithm(algorithm);
        Limits limits = open(limit);
        for (long cost : new long[] {6, 1_000_000, Long.MAX_VALUE}) {
            Decision decision = limits.acquire(ALICE, cost, false);
            assertThat(decision.outcome()).isEqualTo(Outcome.IMPOSSIBLE);
            assertThat(decision.granted()).isZero();
            assertThat(decision.retryAfter()).isEmpty();
            assertThat(decision.refusedBy()).contains(limit);
            assertThat(decision.standings().get(0)).isEqualTo(new Standing(limit, 5, Standing.NEVER, Duration.ZERO));
        }
        assertThat(limits.acquire(ALICE, 5, false).allowed()).isTrue();
    }

    @ParameterizedTest
    @EachAlgorithm
    void a_look_consumes_nothing(Algorithm algorithm) {
        Limit limit = Limit.perDay(2).algorithm(algorithm);
        Limits limits = open(limit);
        Decision all = limits.peek(ALICE);
        assertThat(all.allowed()).isTrue();
        assertThat(all.granted()).isZero();
        assertThat(all.standings()).containsExactly(new Standing(limit, 2, Duration.ZERO, Duration.ZERO));
        assertThat(limits.acquire(ALICE, 0, false).remaining()).isEqualTo(2);
        assertThat(limits.acquire(ALICE, 2, false).allowed()).isTrue();
        Decision none = limits.peek(ALICE);
        assertThat(none.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(none.retryAfter().orElseThrow()).isPositive();
        assertThat(none.refusedBy()).contains(limit);
    }

    @ParameterizedTest
    @EachAlgorithm
    void as_many_as_there_are_are_granted_up_to_a_number(Algorithm algorithm) {
        Limits limits = open(Limit.perDay(5).algorithm(algorithm));
        assertThat(limits.acquire(ALICE, 3, true).granted()).isEqualTo(3);
        Decision rest = limits.acquire(ALICE, Long.MAX_VALUE, true);
        assertThat(rest.outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(rest.granted()).isEqualTo(2);
        assertThat(rest.retryAfter()).contains(Duration.ZERO);
        Decision none = limits.acquire(ALICE, 3, true);
        assertThat(none.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(none.retryAfter().orElseThrow()).isPositive();
    }

    @ParameterizedTest
    @EachAlgorithm
    void what_is_given_back_can_be_had_again_and_never_more_than_all(Algorithm algorithm) {
        Limits limits = open(Limit.perDay(5).algorithm(algorithm));
        limits.acquire(ALICE, 5, false);
        Decision some = limits.refund(ALICE, 2);
        assertThat(some.outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(some.granted()).isZero();
        assertThat(some.remaining()).isEqualTo(2);
        assertThat(limits.acquire(ALICE, 3, false).allowed()).isFalse();
        assertThat(limits.acquire(ALICE, 2, false).allowed()).isTrue();
        for (long permits : new long[] {1_000_000, Long.MAX_VALUE}) {
            Decision all = limits.refund(ALICE, permits);
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
        assertThat(limits.refund(ALICE, 1).remaining()).isEqualTo(1);
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
            assertThat(refused.standings().get(0).retryAfter()).isZero();
            assertThat(refused.standings().get(2).retryAfter()).isZero();
        }
        Decision impossible = limits.acquire(ALICE, 20, false);
        assertThat(impossible.outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(impossible.refusedBy()).contains(few);
        assertThat(impossible.standings()).extracting(Standing::remaining).containsExactly(98L, 1L, 48L);
        Decision rest = limits.acquire(ALICE, 20, true);
        assertThat(rest.granted()).isEqualTo(1);
        assertThat(rest.standings()).extracting(Standing::remaining).containsExactly(97L, 0L, 47L);
        assertThat(limits.refund(ALICE, 1).standings())
                .extracting(Standing::remaining)
                .containsExactly(98L, 1L, 48L);
        Decision penalised = limits.penalise(ALICE, 40);
        assertThat(penalised.granted()).isEqualTo(1);
        assertThat(penalised.standings()).extracting(Standing::remaining).containsExactly(58L, 0L, 8L);
        assertThat(limits.refund(ALICE, 1_000).standings())
                .extracting(Standing::remaining)
                .containsExactly(100L, 3L, 50L);
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

    @ParameterizedTest
    @EachAlgorithm
    void a_number_out_of_range_or_a_missing_scope_is_refused_by_name(Algorithm algorithm) {
        Limits limits = open(Limit.perDay(5).algorithm(algorithm));
        assertThatThrownBy(() -> limits.acquire(ALICE, -1, false)).hasMessage("cost must be at least 0, not -1");
        assertThatThrownBy(() -> limits.acquire(ALICE, 0, true)).hasMessage("most must be at least 1, not 0");
        assertThatThrownBy(() -> limits.refund(ALICE, 0)).hasMessage("permits must be at least 1, not 0");
        assertThatThrownBy(() -> limits.penalise(ALICE, Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("permits must be at least 1, not -");
        assertThatThrownBy(() -> limits.acquire(Subject.of("tenant", "acme"), 1, false))
                .hasMessage("subject must have a value for scope client");
        assertThat(limits.peek(ALICE).remaining()).isEqualTo(5);
    }
}
