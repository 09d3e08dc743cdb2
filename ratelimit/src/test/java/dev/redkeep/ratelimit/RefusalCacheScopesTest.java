package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Subjects that share a limit, or have more scopes than the limiter counts: which remembered refusals a change lifts. */
class RefusalCacheScopesTest extends LimitsOnRedis {
    private static final Limit EACH = Limit.perDay(5);
    private static final Limit TOGETHER = Limit.perDay(5).named("tenant").scope("tenant");
    private static final Subject ALICE_OF_ACME = ALICE.and("tenant", "acme");
    private static final Subject BOB_OF_ACME = Subject.client("bob").and("tenant", "acme");
    private static final Subject BOB_OF_OTHERS = Subject.client("bob").and("tenant", "others");

    @Test
    void what_one_gives_back_to_a_shared_limit_another_can_have_at_once() {
        RateLimiter limiter = RateLimiter.on(redis, options(EACH, TOGETHER).build());
        Decision five = limiter.tryAcquire(ALICE_OF_ACME, 5);
        assertThat(limiter.tryAcquire(BOB_OF_ACME, 1).allowed()).isFalse();
        limiter.refund(ALICE_OF_ACME, five, 2);
        assertThat(limiter.tryAcquire(BOB_OF_ACME, 2).allowed()).isTrue();
        assertThat(limiter.tryAcquire(BOB_OF_ACME, 1).allowed()).isFalse();
        limiter.reset(ALICE_OF_ACME);
        assertThat(limiter.tryAcquire(BOB_OF_ACME, 1).allowed()).isTrue();
    }

    @Test
    void a_change_for_one_value_of_a_scope_leaves_what_is_known_of_others() {
        RateLimiter limiter = RateLimiter.on(redis, options(EACH, TOGETHER).build());
        limiter.tryAcquire(BOB_OF_OTHERS, 5);
        assertThat(limiter.tryAcquire(BOB_OF_OTHERS, 1).allowed()).isFalse();
        limiter.reset(ALICE_OF_ACME);
        long before = limiter.stats().refusedLocally();
        assertThat(limiter.tryAcquire(BOB_OF_OTHERS, 1).allowed()).isFalse();
        assertThat(limiter.stats().refusedLocally()).isEqualTo(before + 1);
    }

    @Test
    void scopes_that_no_limit_counts_make_no_difference() {
        RateLimiter limiter = RateLimiter.on(redis, options(EACH).build());
        limiter.tryAcquire(ALICE, 5);
        assertThat(limiter.tryAcquire(ALICE_OF_ACME, 1).allowed()).isFalse();
        assertThat(limiter.tryAcquire(ALICE.and("tenant", "others"), 1).allowed())
                .isFalse();
        assertThat(limiter.stats().refusedLocally()).isEqualTo(1);
        limiter.reset(ALICE);
        assertThat(limiter.tryAcquire(ALICE_OF_ACME, 1).allowed()).isTrue();
    }

    @Test
    void a_refusal_from_before_a_change_of_another_subject_is_not_remembered_after_it() {
        PoolLimits pool = new PoolLimits(0, EACH, TOGETHER);
        Limits cache = new RefusalCache(pool, 100, () -> 0, new Tally());
        pool.first = () -> {
            cache.reset(ALICE_OF_ACME);
            pool.left = 0;
        };
        assertThat(cache.acquire(BOB_OF_ACME, 1, false).allowed()).isFalse();
        pool.left = 1;
        assertThat(cache.acquire(BOB_OF_ACME, 1, false).allowed()).isTrue();
    }
}
