package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What the scripts do to Redis: which commands, how many trips, which keys stay, and what they make of others' data. */
class ScriptPromisesTest extends LimitsOnRedis {
    private static final Pattern CALLS = Pattern.compile("cmdstat_([a-z]+):calls=(\\d+),.*");

    @Test
    void gcra_is_the_time_a_read_and_a_write() {
        Limits limits = limits(Limit.perDay(2));
        take(limits, 1);
        assertThat(during(() -> take(limits, 1))).isEqualTo(Map.of("evalsha", 1L, "time", 1L, "get", 1L, "set", 1L));
        assertThat(during(() -> take(limits, 1))).isEqualTo(Map.of("evalsha", 1L, "time", 1L, "get", 1L));
        assertThat(raw.get("rl:alice")).matches("\\d{16}");
    }

    @ParameterizedTest
    @EachAlgorithm
    void every_operation_is_one_round_trip_and_refusals_and_looks_write_nothing(Algorithm algorithm) {
        Limits limits =
                limits(Limit.perDay(2).algorithm(algorithm), Limit.perHour(100).algorithm(algorithm));
        take(limits, 1);
        long before = redis.stats().operations();
        Decision taken = take(limits, 1);
        long changes = changes();
        for (int i = 0; i < 10; i++) {
            assertThat(take(limits, 1).allowed()).isFalse();
            assertThat(take(limits, 50).outcome()).isEqualTo(Decision.Outcome.IMPOSSIBLE);
            limits.peek(ALICE);
            takeUpTo(limits, 5);
        }
        assertThat(changes()).isEqualTo(changes);
        limits.refund(ALICE, 1, taken.grantedAt());
        limits.penalise(ALICE, 1);
        assertThat(redis.stats().operations() - before).isEqualTo(43);
        Map<String, Long> reset = during(() -> limits.reset(ALICE));
        assertThat(reset).isEqualTo(Map.of("unlink", 2L));
        assertThat(raw.dbSize()).isZero();
    }

    @ParameterizedTest
    @EachAlgorithm
    void every_operation_works_right_after_the_server_forgot_its_scripts(Algorithm algorithm) {
        for (Limit[] some : new Limit[][] {
            {Limit.perDay(9).algorithm(algorithm)}, {Limit.perDay(9).algorithm(algorithm), Limit.perHour(9)}
        }) {
            Limits limits = limits(some);
            raw.scriptFlush();
            Decision five = take(limits, 5);
            assertThat(five.remaining()).isEqualTo(4);
            raw.scriptFlush();
            assertThat(limits.peek(ALICE).remaining()).isEqualTo(4);
            raw.scriptFlush();
            assertThat(limits.penalise(ALICE, 2).remaining()).isEqualTo(2);
            raw.scriptFlush();
            assertThat(limits.refund(ALICE, 1, five.grantedAt()).remaining()).isEqualTo(3);
            raw.scriptFlush();
            assertThat(takeUpTo(limits, 9).granted()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EachAlgorithm
    void each_of_ten_thousand_keys_goes_when_its_permits_are_back(Algorithm algorithm) {
        Limits limits = limits(Limit.perHour(10).algorithm(algorithm));
        List<Decision> grants = new ArrayList<>();
        for (int client = 0; client < 10_000; client++) {
            grants.add(limits.acquire(Subject.client("c" + client), 1 + client % 10, false));
        }
        assertThat(raw.dbSize()).isEqualTo(10_000);
        for (int client = 0; client < 10_000; client++) {
            Subject subject = Subject.client("c" + client);
            long left = raw.pttl("rl:c" + client);
            Duration reset = limits.peek(subject).resetAfter();
            // Asked one after the other: the key lives as long as told just after, or a little longer, and at most that
            // long.
            assertThat(Duration.ofMillis(left + 1)).isGreaterThanOrEqualTo(reset);
            if (client % 100 == 0) {
                Grants.refund(limits, subject, grants.get(client));
                assertThat(raw.exists("rl:c" + client)).isFalse();
            }
        }
    }

    @Test
    void what_is_no_number_counts_as_nothing_and_is_overwritten() {
        for (String text : new String[] {"", "x", "nan", "-inf", "-5", "1e", "0"}) {
            raw.set("rl:alice", text);
            Limits gcra = limits(Limit.perDay(5));
            assertThat(gcra.peek(ALICE).remaining()).as(text).isEqualTo(5);
            assertThat(take(gcra, 5).allowed()).as(text).isTrue();
            assertThat(take(gcra, 1).allowed()).as(text).isFalse();
            for (Algorithm algorithm : new Algorithm[] {Algorithm.FIXED_WINDOW, Algorithm.SLIDING_WINDOW_COUNTER}) {
                raw.del("rl:alice");
                raw.hset("rl:alice", Map.of("start", text, "count", text, "current", text, "previous", text));
                Limits limits = limits(Limit.perDay(5).algorithm(algorithm));
                assertThat(take(limits, 5).allowed()).as(text).isTrue();
                assertThat(take(limits, 1).allowed()).as(text).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EachAlgorithm
    void no_garbage_locks_a_client_out(Algorithm algorithm) {
        Limit limit = Limit.of(4, Duration.ofSeconds(1)).algorithm(algorithm);
        Limits limits = supplied(limit);
        for (String text :
                new String[] {"inf", "1e300", "-1e300", "99999999999999999999", "nan", "-nan", "0x1p60", "-1"}) {
            raw.del("rl:alice");
            switch (algorithm) {
                case GCRA -> raw.set("rl:alice", text);
                case SLIDING_WINDOW_LOG -> {
                    if (text.contains("nan")) {
                        continue; // is no score
                    }
                    raw.zadd("rl:alice", Double.parseDouble(text.equals("inf") ? "Infinity" : text), "x");
                }
                default ->
                    raw.hset(
                            "rl:alice",
                            Map.of(
                                    "start",
                                    text,
                                    "count",
                                    text,
                                    "current",
                                    text,
                                    "previous",
                                    text,
                                    "tokens",
                                    text,
                                    "last_refill",
                                    text));
            }
            long now = System.currentTimeMillis() * 1_000 + 3_600_000_000L;
            at(now);
            takeUpTo(limits, 4);
            Decision refused = take(limits, 4);
            assertThat(refused.allowed()).as(text).isFalse();
            Duration retry = refused.retryAfter().orElseThrow();
            assertThat(retry).as(text).isBetween(Duration.ofNanos(1), Duration.ofSeconds(2));
            at(now + retry.toNanos() / 1_000);
            assertThat(take(limits, 4).allowed()).as(text).isTrue();
        }
    }

    private long changes() {
        return raw.info("persistence")
                .lines()
                .filter(line -> line.startsWith("rdb_changes_since_last_save:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    /** How often each command was called, without those of this test. */
    private Map<String, Long> during(Runnable work) {
        Map<String, Long> before = calls();
        work.run();
        Map<String, Long> after = calls();
        before.forEach((command, calls) -> after.merge(command, -calls, (a, b) -> a + b == 0 ? null : a + b));
        after.remove("info");
        return after;
    }

    private Map<String, Long> calls() {
        Map<String, Long> calls = new TreeMap<>();
        raw.info("commandstats").lines().forEach(line -> {
            Matcher entry = CALLS.matcher(line);
            if (entry.matches()) {
                calls.put(entry.group(1), Long.parseLong(entry.group(2)));
            }
        });
        return calls;
    }
}
