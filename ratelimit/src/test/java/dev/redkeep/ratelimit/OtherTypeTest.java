package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** A key that holds another type, as after a change of the algorithm: it counts as nothing, and the next take replaces it. */
class OtherTypeTest extends LimitsOnRedis {
    private static final List<Algorithm> ALGORITHMS = List.of(
            Algorithm.GCRA,
            Algorithm.TOKEN_BUCKET,
            Algorithm.SLIDING_WINDOW_LOG,
            Algorithm.SLIDING_WINDOW_COUNTER,
            Algorithm.FIXED_WINDOW);

    @ParameterizedTest
    @EachAlgorithm
    void a_change_of_the_algorithm_neither_opens_a_limiter_nor_locks_it(Algorithm before) {
        for (Algorithm after : ALGORITHMS) {
            raw.del("rl:alice");
            assertThat(take(limits(Limit.perDay(1).algorithm(before)), 1).allowed())
                    .isTrue();
            Limits changed = limits(Limit.perDay(1).algorithm(after));
            long first = takeUpTo(changed, 1).granted();
            assertThat(first).isBetween(after == before ? 0L : 1L, after == before ? 0L : 1L);
            assertThat(take(changed, 1).outcome()).isEqualTo(Decision.Outcome.REFUSED);
            assertThat(limits(Limit.perDay(1).algorithm(after)).peek(ALICE).remaining())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EachAlgorithm
    void any_other_type_counts_as_nothing_and_is_replaced_by_the_next_take(Algorithm algorithm) {
        Limits limits = limits(Limit.perDay(5).algorithm(algorithm));
        for (String type : List.of("string", "hash", "zset", "set", "list")) {
            if (type.equals(ownType(algorithm))) {
                continue;
            }
            hold("rl:alice", type);
            assertThat(limits.peek(ALICE).remaining()).as(type).isEqualTo(5);
            assertThat(take(limits, 6).outcome()).isEqualTo(Decision.Outcome.IMPOSSIBLE);
            assertThat(raw.type("rl:alice")).as("looks leave it").isEqualTo(type);
            assertThat(take(limits, 3).remaining()).as(type).isEqualTo(2);
            assertThat(take(limits, 3).allowed()).as(type).isFalse();
            assertThat(raw.type("rl:alice")).isEqualTo(ownType(algorithm));
            assertThat(raw.pttl("rl:alice")).as("it has an end").isPositive();
            hold("rl:alice", type);
            assertThat(limits.penalise(ALICE, 2).remaining()).as(type).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EachAlgorithm
    void where_one_of_several_keys_has_another_type_all_of_them_are_counted(Algorithm algorithm) {
        Limits limits =
                limits(Limit.perDay(5).algorithm(algorithm), Limit.perHour(9).algorithm(Algorithm.FIXED_WINDOW));
        hold("rl:day:alice", "set");
        hold("rl:hour:alice", "list");
        assertThat(take(limits, 3).standings()).extracting(Standing::remaining).containsExactly(2L, 6L);
        assertThat(take(limits, 3).allowed()).isFalse();
        assertThat(takeUpTo(limits, 3).granted()).isEqualTo(2);
    }

    @ParameterizedTest
    @EachAlgorithm
    void an_error_that_is_not_of_the_type_is_told(Algorithm algorithm, RedisServer server) {
        acl("SETUSER", "blind", "on", ">secret", "~*", "+@all", "-get", "-hmget", "-zrange");
        URI uri = URI.create(server.uri().toString().replaceFirst("//[^@/]*@|//", "//blind:secret@"));
        try (Redis blind = Patient.connect(RedisOptions.of(uri))) {
            for (Limit[] some : new Limit[][] {
                {Limit.perDay(5).algorithm(algorithm)},
                {Limit.perDay(5).algorithm(algorithm), Limit.perHour(5).algorithm(algorithm)}
            }) {
                Limits limits = Limits.on(blind, options(some).build());
                assertThatThrownBy(() -> limits.peek(ALICE)).isInstanceOf(RedisException.class);
            }
        } finally {
            acl("DELUSER", "blind");
        }
    }

    @Test
    void rules_that_change_the_algorithm_hold_at_once() {
        EndpointLimiter limits = EndpointLimiter.on(
                redis,
                "rl",
                rules(Algorithm.GCRA),
                options -> options.onFailure(FailurePolicy.THROW).deadline(Patient.LONG));
        assertThat(limits.tryAcquire("any", "any", "alice").allowed()).isTrue();
        for (Algorithm algorithm : ALGORITHMS) {
            limits.reload(rules(algorithm));
            limits.tryAcquire("any", "any", "alice");
            Decision refused = limits.tryAcquire("any", "any", "alice");
            assertThat(refused.outcome()).isEqualTo(Decision.Outcome.REFUSED);
            assertThat(refused.degraded()).isFalse();
        }
    }

    private static LimitRules rules(Algorithm algorithm) {
        return LimitRules.of(LimitRule.of("default", Limit.perDay(1).algorithm(algorithm)));
    }

    private void hold(String key, String type) {
        raw.del(key);
        switch (type) {
            case "string" -> raw.set(key, "9999999999999999");
            case "hash" -> raw.hset(key, Map.of("start", "1"));
            case "zset" -> raw.zadd(key, 9e15, "x");
            case "set" -> raw.sadd(key, "x");
            default -> raw.rpush(key, "x");
        }
    }

    private static String ownType(Algorithm algorithm) {
        return switch (algorithm) {
            case GCRA -> "string";
            case SLIDING_WINDOW_LOG -> "zset";
            default -> "hash";
        };
    }
}
