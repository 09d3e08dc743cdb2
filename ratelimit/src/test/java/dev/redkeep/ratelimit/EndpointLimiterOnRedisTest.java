package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Rules over a real Redis: who has what, and what a change of the rules keeps. */
class EndpointLimiterOnRedisTest extends LimitsOnRedis {
    private static final String LOGIN = "POST /login";

    private EndpointLimiter limiter;

    private static LimitRules rules(Limit login) {
        return LimitRules.of(
                LimitRule.of("default", Limit.perDay(100)),
                LimitRule.of("login", login).endpoints(LOGIN),
                LimitRule.of("login-paid", Limit.perDay(20)).endpoints(LOGIN).classes("paid"),
                LimitRule.of("paid", Limit.perDay(1_000)).classes("paid"));
    }

    @BeforeEach
    void open() {
        limiter = EndpointLimiter.on(redis, "rl", rules(Limit.perDay(5)), options -> options.deadline(Patient.LONG));
    }

    private Decision login(long cost) {
        return limiter.limiter(LOGIN, "free").tryAcquire("alice", cost);
    }

    @Test
    void each_class_has_permits_of_its_own_and_the_closest_rule_decides() {
        assertThat(limiter.tryAcquire(LOGIN, "free", "alice").remaining()).isEqualTo(4);
        assertThat(limiter.tryAcquire(LOGIN, "other", "alice").remaining()).isEqualTo(3);
        assertThat(limiter.tryAcquire(LOGIN, "paid", "alice").remaining()).isEqualTo(19);
        assertThat(limiter.tryAcquire("GET /", "paid", "alice").remaining()).isEqualTo(999);
        assertThat(limiter.tryAcquire("GET /", "free", "alice").remaining()).isEqualTo(99);
        assertThat(limiter.tryAcquire("GET /other", "free", ALICE).remaining()).isEqualTo(98);
        assertThat(raw.keys("rl:*"))
                .containsExactlyInAnyOrder(
                        "rl:login:day:alice", "rl:login-paid:day:alice", "rl:paid:day:alice", "rl:default:day:alice");
    }

    @ParameterizedTest
    @EachAlgorithm
    void other_permits_hold_at_once_and_what_was_counted_stays(Algorithm algorithm) {
        limiter.reload(rules(Limit.perDay(10).algorithm(algorithm)));
        Decision ten = login(10);
        assertThat(login(1).allowed()).isFalse();
        limiter.reload(rules(Limit.perDay(30).algorithm(algorithm)));
        // A bucket knows what is missing as a time or as a level, a window what was used.
        long left = limiter.limiter(LOGIN, "free").peek(ALICE).remaining();
        assertThat(left).isLessThanOrEqualTo(20);
        if (!algorithm.bursts()) {
            assertThat(left).isEqualTo(20);
            assertThat(login(20).allowed()).isTrue();
        }
        limiter.limiter(LOGIN, "free").refund(ALICE, ten, 5);
        assertThat(login(5).allowed()).isTrue();
        limiter.reload(rules(Limit.perDay(4).algorithm(algorithm)));
        assertThat(limiter.limiter(LOGIN, "free").peek(ALICE).remaining()).isLessThanOrEqualTo(4);
    }

    @Test
    void a_limit_that_comes_or_goes_leaves_what_the_other_counted() {
        login(2);
        Limit day = Limit.perDay(5);
        limiter.reload(LimitRules.of(
                LimitRule.of("default", Limit.perDay(100)),
                LimitRule.of("login", day, Limit.perMinute(50)).endpoints(LOGIN)));
        assertThat(login(1).remaining()).isEqualTo(2);
        limiter.reload(LimitRules.of(
                LimitRule.of("default", Limit.perDay(100)),
                LimitRule.of("login", day).endpoints(LOGIN)));
        assertThat(login(1).remaining()).isEqualTo(1);
    }

    @Test
    void a_request_may_cost_more_and_each_rule_has_its_statistics() {
        assertThat(limiter.tryAcquire(LOGIN, "free", "alice", 4).granted()).isEqualTo(4);
        assertThat(limiter.tryAcquire(LOGIN, "free", ALICE, 2).allowed()).isFalse();
        assertThat(limiter.stats()).containsKeys("default", "login", "login-paid");
        assertThat(limiter.stats().get("login")).isEqualTo(new RateLimiterStats(1, 0, 1, 0, 0, 0, 0));
        assertThat(limiter.stats().get("default").allowed()).isZero();
    }

    @Test
    void who_was_refused_by_the_old_rules_is_served_by_the_new_ones() {
        limiter.reload(rules(Limit.perDay(5).algorithm(Algorithm.FIXED_WINDOW)));
        login(5);
        assertThat(login(1).allowed()).isFalse();
        assertThat(login(1).allowed()).isFalse();
        limiter.reload(rules(Limit.perDay(6).algorithm(Algorithm.FIXED_WINDOW)));
        assertThat(login(1).allowed()).isTrue();
        assertThat(login(1).refusedBy()).contains(Limit.perDay(6).algorithm(Algorithm.FIXED_WINDOW));
    }

    @Test
    void a_rule_goes_on_with_what_was_counted_for_other_endpoints_and_classes() {
        login(2);
        RateLimiter before = limiter.limiter(LOGIN, "free");
        limiter.reload(LimitRules.of(
                LimitRule.of("default", Limit.perDay(100)),
                LimitRule.of("login", Limit.perDay(5)).endpoints("POST /signin").classes("free")));
        assertThat(limiter.limiter("POST /signin", "free")).isSameAs(before);
        assertThat(limiter.tryAcquire("POST /signin", "free", "alice").remaining())
                .isEqualTo(2);
        assertThat(limiter.tryAcquire("POST /signin", "paid", "alice").remaining())
                .isEqualTo(99);
        assertThat(before.stats().allowed()).isEqualTo(2);
    }

    @Test
    void rules_may_come_from_json() {
        limiter.reload(LimitRules.json("""
                {"rules": {"default": {"limits": {"day": {"permits": 7, "period": "24h"}}}}}
                """.getBytes(StandardCharsets.UTF_8)));
        assertThat(login(1).remaining()).isEqualTo(6);
    }

    @Test
    void a_subject_without_a_scope_of_the_rule_is_refused_by_name() {
        limiter.reload(rules(Limit.perDay(5).scope("tenant")));
        assertThatThrownBy(() -> login(1)).hasMessage("subject must have a value for scope tenant");
        assertThat(limiter.tryAcquire(LOGIN, "free", Subject.of("tenant", "acme"))
                        .remaining())
                .isEqualTo(4);
    }
}
