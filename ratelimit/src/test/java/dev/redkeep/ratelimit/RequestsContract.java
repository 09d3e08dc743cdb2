package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;

/** What a limit owes who asks for permits, whoever counts. The periods are long, so that nothing comes back during a test. */
abstract class RequestsContract {
    static final Subject ALICE = Subject.client("alice").and("tenant", "acme");
    static final Subject BOB = Subject.client("bob").and("tenant", "acme");

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
            assertThat(decision.standings().get(0)).isEqualTo(Standing.never(limit, 5, Duration.ZERO));
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
    void fewer_than_the_least_are_not_granted_and_make_wait_for_the_least_alone(Algorithm algorithm) {
        Limits limits = open(
                Limit.perDay(5).algorithm(algorithm),
                Limit.of(7, Duration.ofDays(2)).algorithm(algorithm));
        assertThat(limits.acquire(ALICE, 2, 3).granted()).isEqualTo(3);
        Duration waitForFour = limits.acquire(ALICE, 4, 4).retryAfter().orElseThrow();
        Decision refused = limits.acquire(ALICE, 3, 100);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.remaining()).isEqualTo(2);
        assertThat(refused.retryAfter().orElseThrow()).isPositive().isLessThanOrEqualTo(waitForFour);
        assertThat(limits.acquire(ALICE, 6, 100).outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(limits.acquire(ALICE, 2, 100).granted()).isEqualTo(2);
        assertThat(limits.peek(ALICE).standings())
                .extracting(Standing::remaining)
                .containsExactly(0L, 2L);
    }

    @ParameterizedTest
    @EachAlgorithm
    void a_number_out_of_range_or_a_missing_scope_is_refused_by_name(Algorithm algorithm) {
        Limits limits = open(Limit.perDay(5).algorithm(algorithm));
        assertThatThrownBy(() -> limits.acquire(ALICE, -1, false)).hasMessage("cost must be at least 0, not -1");
        assertThatThrownBy(() -> limits.acquire(ALICE, 0, true)).hasMessage("most must be at least 1, not 0");
        assertThatThrownBy(() -> limits.refund(ALICE, 0, Grants.now(1)))
                .hasMessage("permits must be at least 1, not 0");
        assertThatThrownBy(() -> limits.penalise(ALICE, Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("permits must be at least 1, not -");
        assertThatThrownBy(() -> limits.acquire(Subject.of("tenant", "acme"), 1, false))
                .hasMessage("subject must have a value for scope client");
        assertThat(limits.peek(ALICE).remaining()).isEqualTo(5);
    }
}
