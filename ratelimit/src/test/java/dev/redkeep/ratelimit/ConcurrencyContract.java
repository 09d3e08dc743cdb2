package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a concurrency limiter promises, wherever its leases are. */
abstract class ConcurrencyContract {
    static final Duration LEASE = Duration.ofMinutes(5);

    ConcurrencyLimiter limiter;
    String client;

    abstract Redis redis();

    abstract KeyLayout layout();

    @BeforeEach
    void open() {
        limiter = limiter(3, LEASE);
        client = UUID.randomUUID().toString();
    }

    ConcurrencyLimiter limiter(int most, Duration lease) {
        return ConcurrencyLimiter.on(
                redis(),
                ConcurrencyOptions.builder("rl:test", most, lease)
                        .layout(layout())
                        .deadline(Patient.LONG)
                        .build());
    }

    Permit permit(ConcurrencyLimiter from) {
        return from.tryAcquire(client).permit().orElseThrow();
    }

    @Test
    void as_many_as_the_most_are_let_in_at_once() {
        for (int left = 2; left >= 0; left--) {
            Decision decision = limiter.tryAcquire(client).decision();
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.granted()).isEqualTo(1);
            assertThat(decision.limit()).isEqualTo(3);
            assertThat(decision.remaining()).isEqualTo(left);
            assertThat(decision.resetAfter()).isEqualTo(LEASE);
            assertThat(decision.degraded()).isFalse();
        }

        Admission fourth = limiter.tryAcquire(client);

        assertThat(fourth.allowed()).isFalse();
        assertThat(fourth.permit()).isEmpty();
        assertThat(fourth.decision().granted()).isZero();
        assertThat(fourth.decision().remaining()).isZero();
        assertThat(fourth.decision().refusedBy().map(Limit::algorithm)).contains(Algorithm.CONCURRENCY);
        assertThat(fourth.decision().retryAfter().orElseThrow()).isPositive().isLessThanOrEqualTo(LEASE);
        assertThat(fourth.decision().resetAfter())
                .isGreaterThanOrEqualTo(fourth.decision().retryAfter().orElseThrow())
                .isLessThanOrEqualTo(LEASE);
        assertThat(limiter.held(client)).isEqualTo(3);
        assertThat(limiter.stats()).isEqualTo(new ConcurrencyStats(3, 1, 0, 0));
    }

    @Test
    void who_closes_gives_one_place_back_and_only_one() {
        Permit first = permit(limiter);
        permit(limiter);
        permit(limiter);

        first.close();
        first.close();

        assertThat(limiter.held(client)).isEqualTo(2);
        assertThat(limiter.tryAcquire(client).allowed()).isTrue();
        assertThat(limiter.tryAcquire(client).allowed()).isFalse();
        first.close();
        assertThat(limiter.held(client)).isEqualTo(3);
    }

    @Test
    void an_admission_is_a_resource_whether_it_was_allowed_or_not() {
        ConcurrencyLimiter one = limiter(1, LEASE);
        try (Admission outer = one.tryAcquire(client)) {
            assertThat(outer.allowed()).isTrue();
            try (Admission inner = one.tryAcquire(client)) {
                assertThat(inner.allowed()).isFalse();
            }
            assertThat(one.held(client)).isEqualTo(1);
        }
        assertThat(one.held(client)).isZero();
    }

    @Test
    void each_client_has_its_own_places() {
        ConcurrencyLimiter one = limiter(1, LEASE);
        permit(one);

        assertThat(one.tryAcquire(client).allowed()).isFalse();
        assertThat(one.tryAcquire(client + "'s neighbour").allowed()).isTrue();
    }

    @Test
    void a_renewal_tells_whether_the_place_is_held() {
        Permit permit = permit(limiter);
        assertThat(permit.renew()).isTrue();
        assertThat(permit.renew()).isTrue();

        permit.close();

        assertThat(permit.renew()).isFalse();
        assertThat(limiter.held(client)).isZero();
    }

    @Test
    void the_place_of_who_died_is_free_when_its_lease_ends_and_stays_with_who_got_it() {
        ConcurrencyLimiter brief = limiter(1, Duration.ofMillis(100));
        ConcurrencyLimiter lasting = limiter(1, LEASE);
        Permit dead = permit(brief);
        await().until(() -> limiter.held(client) == 0);
        assertThat(dead.renew()).isFalse();

        Permit next = permit(lasting);

        assertThat(dead.renew()).isFalse();
        dead.close();
        assertThat(limiter.held(client)).isEqualTo(1);
        assertThat(next.renew()).isTrue();
        assertThat(lasting.tryAcquire(client).allowed()).isFalse();
    }

    @Test
    void another_most_takes_effect_at_once() {
        ConcurrencyLimiter one = limiter(1, LEASE);
        Permit first = permit(limiter);
        Permit second = permit(limiter);

        assertThat(one.tryAcquire(client).allowed()).isFalse();
        first.close();
        Decision full = one.tryAcquire(client).decision();
        assertThat(full.allowed()).isFalse();
        assertThat(full.remaining()).isZero();
        assertThat(second.renew()).isTrue();
        assertThat(limiter.tryAcquire(client).decision().remaining()).isEqualTo(1);
    }

    @Test
    void who_waits_gets_the_place_of_a_lease_that_ends() throws Exception {
        permit(limiter(1, Duration.ofMillis(100)));

        Admission admission = limiter(1, LEASE).acquire(client, Duration.ofMinutes(1));

        assertThat(admission.allowed()).isTrue();
        assertThat(limiter.held(client)).isEqualTo(1);
    }

    @Test
    void a_reset_frees_all_places_and_tells_their_holders() {
        Permit permit = permit(limiter);
        permit(limiter);

        limiter.reset(client);

        assertThat(limiter.held(client)).isZero();
        assertThat(permit.renew()).isFalse();
        permit.close();
        assertThat(limiter.tryAcquire(client).decision().remaining()).isEqualTo(2);
    }

    @Test
    void any_text_is_a_client_unless_it_is_blank_or_long() {
        for (String odd : new String[] {"a:b", "{x}", "ü €", "*", "x".repeat(1_024)}) {
            limiter.tryAcquire(odd);
            assertThat(limiter.held(odd)).as(odd).isEqualTo(1);
            limiter.reset(odd);
        }
        for (String bad : new String[] {"", " ", "x".repeat(1_025)}) {
            assertThatThrownBy(() -> limiter.tryAcquire(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> limiter.held(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> limiter.reset(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
