package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes back evenly, against whole numbers without any rounding: a permit is worth as many units as its period has microseconds. */
class BucketArithmeticTest extends LimitsInTime {
    private static final int STEPS = 20_000;

    private final Random random = new Random(5);

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"GCRA", "TOKEN_BUCKET"})
    void as_many_are_granted_as_exact_arithmetic_allows_and_the_wait_is_exact(Algorithm algorithm) {
        Limit limit = Limit.of(7, Duration.ofSeconds(1)).burst(20).algorithm(algorithm);
        Limits limits = supplied(limit);
        // GCRA counts whole microseconds a permit, rounded up, which its documentation says.
        long period = algorithm == Algorithm.GCRA ? limit.micros(1) * limit.permits() : 1_000_000;
        BigInteger permit = BigInteger.valueOf(period);
        BigInteger full = permit.multiply(BigInteger.valueOf(limit.capacity()));
        BigInteger off = BigInteger.valueOf(algorithm == Algorithm.GCRA ? 0 : 20); // microseconds' worth: doubles
        BigInteger units = full;
        int refused = 0;
        tick(0);
        for (int step = 0; step < STEPS; step++) {
            long passed = random.nextInt(10) == 0 ? random.nextInt(3_000_000) : random.nextInt(200_000);
            tick(passed);
            units = full.min(units.add(BigInteger.valueOf(passed).multiply(BigInteger.valueOf(limit.permits()))));
            long cost = 1L + random.nextInt(random.nextInt(10) == 0 ? 20 : 3);
            Decision decision = limits.acquire(Subject.client("alice"), cost, false);
            BigInteger left = units.subtract(permit.multiply(BigInteger.valueOf(cost)));
            if (decision.allowed()) {
                assertThat(left.add(off)).as("step %s", step).isNotNegative();
                units = left.max(BigInteger.ZERO);
            } else {
                assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(left.subtract(off)).as("step %s", step).isNegative();
                long wait = micros(decision.retryAfter().orElseThrow());
                long exact = left.negate()
                        .add(BigInteger.valueOf(limit.permits() - 1))
                        .divide(BigInteger.valueOf(limit.permits()))
                        .longValueExact();
                assertThat(wait).as("step %s", step).isBetween(exact - 3, exact + 3);
                refused++;
            }
        }
        assertThat(refused).isBetween(STEPS / 20, STEPS * 19 / 20);
    }
}
