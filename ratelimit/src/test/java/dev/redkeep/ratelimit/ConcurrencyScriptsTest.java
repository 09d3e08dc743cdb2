package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What the scripts leave in Redis, without their cache, and counted. */
@RedisTest
class ConcurrencyScriptsTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private Redis redis;
    private RedisClient raw;
    private ConcurrencyLimiter limiter;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
        raw = Patient.raw(server);
        limiter = limiter(3, LEASE, KeyLayout.DOCUMENTED);
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    private ConcurrencyLimiter limiter(int most, Duration lease, KeyLayout layout) {
        return ConcurrencyLimiter.on(
                redis,
                ConcurrencyOptions.builder("rl:export", most, lease)
                        .layout(layout)
                        .deadline(Patient.LONG)
                        .build());
    }

    @Test
    void leases_are_a_sorted_set_by_their_ends_that_lives_as_long_as_the_last_of_them() {
        long before = System.currentTimeMillis();
        limiter.tryAcquire("acme");
        assertThat(raw.keys("*")).containsExactly("rl:export:acme");
        assertThat(raw.zrange("rl:export:acme", 0, -1))
                .singleElement()
                .satisfies(id -> assertThat(id).matches("[0-9a-f]{32}:300000000"));
        double end = raw.zrangeWithScores("rl:export:acme", 0, -1).get(0).getScore() / 1_000;
        assertThat(end).isBetween(before + LEASE.toMillis() - 60_000.0, before + LEASE.toMillis() + 60_000.0);
        assertThat(raw.pttl("rl:export:acme")).isBetween(LEASE.toMillis() - 60_000, LEASE.toMillis());

        Permit brief = limiter(3, Duration.ofSeconds(30), KeyLayout.DOCUMENTED)
                .tryAcquire("acme")
                .permit()
                .orElseThrow();
        assertThat(raw.pttl("rl:export:acme")).isGreaterThan(LEASE.toMillis() - 60_000);
        brief.renew();
        assertThat(raw.pttl("rl:export:acme")).isGreaterThan(LEASE.toMillis() - 60_000);
        brief.close();
        assertThat(raw.zcard("rl:export:acme")).isEqualTo(1);
    }

    @Test
    void the_last_who_leaves_leaves_nothing() {
        for (KeyLayout layout : KeyLayout.values()) {
            Permit permit =
                    limiter(1, LEASE, layout).tryAcquire("acme").permit().orElseThrow();
            assertThat(raw.keys("*"))
                    .containsExactly(layout == KeyLayout.HARDENED ? "rl:export:{acme}" : "rl:export:acme");
            permit.close();
            assertThat(raw.keys("*")).isEmpty();
        }
    }

    @Test
    void what_has_ended_is_neither_counted_nor_renewed_and_goes_with_the_next_request() {
        raw.zadd("rl:export:acme", 1, "dead");
        assertThat(limiter.held("acme")).isZero();
        assertThat(raw.zcard("rl:export:acme")).isEqualTo(1);

        assertThat(limiter.tryAcquire("acme").decision().remaining()).isEqualTo(2);

        assertThat(raw.zscore("rl:export:acme", "dead")).isNull();
    }

    @Test
    void a_key_of_another_type_is_an_error_and_stays_what_it_is() {
        raw.set("rl:export:acme", "x");

        assertThatThrownBy(() -> limiter.tryAcquire("acme")).isInstanceOf(RedisWrongTypeException.class);

        assertThat(raw.get("rl:export:acme")).isEqualTo("x");
    }

    @Test
    void every_call_works_right_after_the_server_forgot_its_scripts() {
        for (int round = 0; round < 2; round++) {
            raw.scriptFlush();
            Permit permit = limiter.tryAcquire("acme").permit().orElseThrow();
            raw.scriptFlush();
            assertThat(permit.renew()).isTrue();
            raw.scriptFlush();
            assertThat(limiter.held("acme")).isEqualTo(1);
            permit.close();
        }
        assertThat(redis.stats().scriptLoads()).isEqualTo(6);
    }

    @Test
    void each_operation_is_one_round_trip() {
        all();
        RedisStats warm = redis.stats();

        all();

        assertThat(redis.stats().operations() - warm.operations()).isEqualTo(5);
        assertThat(redis.stats().scriptLoads()).isEqualTo(warm.scriptLoads());
    }

    private void all() {
        Permit permit = limiter.tryAcquire("acme").permit().orElseThrow();
        permit.renew();
        limiter.held("acme");
        permit.close();
        permit.close();
        permit.renew();
        limiter.reset("acme");
    }
}
