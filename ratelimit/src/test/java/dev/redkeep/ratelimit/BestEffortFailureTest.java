package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits that are asked one after the other, when one of them fails, and when time passes between them. */
class BestEffortFailureTest extends LimitsOnRedis {
    private static final Limit DAY = Limit.perDay(5);
    private static final Limit HOUR = Limit.perHour(5);
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Tally tally = new Tally();
    private final List<Duration> deadlines = new ArrayList<>();
    private long nanos = 4711;
    /** Runs before each script, with the number of those that were run. */
    private IntConsumer before = script -> {};

    private int scripts;

    private Limits parted() {
        return parted(DAY, HOUR);
    }

    private Limits parted(Limit... limits) {
        return parted(RateLimitScripts::new, limits);
    }

    private Limits parted(Function<List<Limit>, RateLimitScripts> with, Limit... limits) {
        RateLimiterOptions options = options(limits).bestEffort().build();
        return new BestEffortLimits(
                watched(redis), RateLimitCalls.of(options, true, with), DEADLINE, () -> nanos, tally);
    }

    /** By the clock that {@link #at} sets, which goes on before each script, by so much that each step is longer than the last. */
    private Limits partedInTime(long micros, Limit... limits) {
        before = script -> at(AHEAD + micros * script * script);
        return parted(some -> new RateLimitScripts(some, "supplied_time"), limits);
    }

    /** The same client, which lets the test step in. */
    private Redis watched(Redis through) {
        return (Redis) Proxy.newProxyInstance(
                Redis.class.getClassLoader(), new Class<?>[] {Redis.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("run")) {
                        before.accept(scripts++);
                    }
                    try {
                        Object answer = method.invoke(through, arguments);
                        if (answer instanceof Redis view) {
                            deadlines.add((Duration) arguments[0]);
                            return watched(view);
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** Whether a millisecond is enough for the last of them is not the point. */
    private static void tries(ThrowingCallable call) {
        var unused = catchThrowable(call);
    }

    @Test
    void all_limits_together_have_the_deadline() {
        before = script -> nanos += DEADLINE.toNanos() / 3;
        Limits limits = parted(DAY, HOUR, Limit.perMinute(5), Limit.perSecond(5).named("never"));
        tries(() -> take(limits, 6));
        assertThat(deadlines)
                .containsExactly(DEADLINE, DEADLINE.dividedBy(3).multipliedBy(2), DEADLINE.dividedBy(3), LEAST);
        deadlines.clear();
        tries(() -> limits.penalise(ALICE, 1));
        assertThat(deadlines).hasSize(4).last().isEqualTo(LEAST);
    }

    @Test
    void what_cannot_be_given_back_is_counted() {
        before = script -> {
            if (script == 1) {
                acl("SETUSER", "default", "resetkeys", "~other:*");
            }
        };
        Limits limits = parted();
        assertThatThrownBy(() -> take(limits, 2)).isInstanceOf(RedisException.class);
        await().until(() -> tally.snapshot().lostRefunds() == 1);
        acl("SETUSER", "default", "~*");
    }

    @Test
    void what_was_granted_is_given_back_also_when_the_time_is_over_and_has_time_of_its_own() {
        before = script -> {
            if (script == 1) {
                nanos += 2 * DEADLINE.toNanos();
                acl("SETUSER", "default", "resetkeys", "~rl:day:*");
            }
        };
        Limits limits = parted();
        assertThatThrownBy(() -> take(limits, 2)).isInstanceOf(RedisException.class);
        assertThat(deadlines).last().isEqualTo(DEADLINE);
        acl("SETUSER", "default", "~*");
        await().until(() -> limits.peek(ALICE).standings().get(0).remaining() == 5);
        assertThat(tally.snapshot().lostRefunds()).isZero();
    }

    @Test
    void what_the_first_granted_is_given_back_if_the_second_fails() {
        Limits limits = parted();
        assertThat(take(limits, 2).granted()).isEqualTo(2);
        raw.del("rl:hour:alice");
        acl("SETUSER", "default", "resetkeys", "~rl:day:*");
        assertThatThrownBy(() -> take(limits, 3)).isInstanceOf(RedisException.class);
        acl("SETUSER", "default", "~*");
        assertThat(limits.peek(ALICE).standings())
                .extracting(Standing::remaining)
                .containsExactly(3L, 5L);
    }

    @ParameterizedTest
    @EachAlgorithm
    void what_is_left_of_a_grant_can_be_given_back_however_long_the_others_took(Algorithm algorithm) {
        Limit many = Limit.of(100, Duration.ofDays(10)).algorithm(algorithm);
        Limits limits = partedInTime(60_000_000, many, Limit.perDay(3));
        take(limits, 2);
        Decision one = takeUpTo(limits, 20);
        assertThat(one.granted()).isEqualTo(1);
        assertThat(Grants.refund(limits, ALICE, one).standings())
                .extracting(Standing::remaining)
                .containsExactly(98L, 1L);
    }

    @ParameterizedTest
    @EnumSource(names = {"GCRA", "TOKEN_BUCKET"})
    void what_came_back_by_itself_meanwhile_is_not_given_back_too(Algorithm algorithm) {
        Limit ten = Limit.of(10, Duration.ofSeconds(10)).algorithm(algorithm);
        Limits limits = partedInTime(9_500_000, ten, Limit.perDay(1));
        Decision one = takeUpTo(limits, 10);
        assertThat(one.standings()).extracting(Standing::remaining).containsExactly(9L, 0L);
        before = script -> {};
        assertThat(Grants.refund(limits, ALICE, one).standings())
                .extracting(Standing::remaining)
                .containsExactly(9L, 1L);
    }

    @Test
    void of_different_numbers_the_least_is_granted_by_all() {
        Limits limits = parted();
        Limits hour = Limits.on(
                redis,
                RateLimiterOptions.builder("rl:hour")
                        .limits(HOUR)
                        .deadline(Patient.LONG)
                        .build());
        take(hour, 3);
        Decision decision = takeUpTo(limits, 4);
        assertThat(decision.granted()).isEqualTo(2);
        assertThat(decision.standings()).extracting(Standing::remaining).isEqualTo(List.of(3L, 0L));
        assertThat(take(limits, 3).refusedBy()).contains(HOUR);
        assertThat(limits.peek(ALICE).standings())
                .extracting(Standing::remaining)
                .isEqualTo(List.of(3L, 0L));
    }
}
