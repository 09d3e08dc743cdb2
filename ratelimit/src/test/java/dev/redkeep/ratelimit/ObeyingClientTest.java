package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;

/** Limits in Redis, and a client that knows nothing of them but the header fields, by a clock that the test moves. */
class ObeyingClientTest extends LimitsOnRedis {
    private static final int REQUESTS = 300;

    private final Random random = new Random(4711);
    private long now = AHEAD;

    @ParameterizedTest
    @EachAlgorithm
    void who_comes_again_after_what_retry_after_tells_is_served(Algorithm algorithm) {
        Limits limits = limited(algorithm);
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            pass(random.nextLong(700_000));
            long cost = 1 + random.nextLong(4);
            Decision decision = take(limits, cost);
            if (!decision.allowed()) {
                refused++;
                pass(micros(RateLimitHeaders.standard(decision).get("Retry-After")));
                assertThat(take(limits, cost).allowed()).isTrue();
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    @ParameterizedTest
    @EachAlgorithm
    void who_stops_when_nothing_remains_and_comes_again_at_the_reset_is_never_refused(Algorithm algorithm) {
        Limits limits = limited(algorithm);
        int waits = 0;
        for (int i = 0; i < REQUESTS; i++) {
            pass(random.nextLong(500_000));
            Decision decision = take(limits, 1);
            assertThat(decision.allowed()).isTrue();
            Instant present = Instant.EPOCH.plus(Duration.ofNanos(now * 1_000));
            Map<String, String> fields = RateLimitHeaders.documented(decision, present);
            if (fields.get("X-RateLimit-Remaining").equals("0")) {
                waits++;
                pass(micros(fields.get("X-RateLimit-Reset")) - now);
            }
        }
        assertThat(waits).isGreaterThan(10);
    }

    /** As draft 11 asks of clients: no more than what is available within the effective window. */
    @ParameterizedTest
    @EachAlgorithm
    void who_uses_no_more_than_is_available_in_the_window_is_never_refused(Algorithm algorithm) {
        Limits limits = supplied(Limit.of(5, Duration.ofSeconds(3)).algorithm(algorithm));
        at(now);
        Decision decision = take(limits, 1);
        for (int i = 0; i < REQUESTS; i++) {
            String[] item = RateLimitHeaders.standard(decision).get("RateLimit").split(";[rt]=", -1);
            long available = Long.parseLong(item[1]);
            if (available == 0) {
                pass(micros(item[2]));
            } else {
                pass(random.nextLong(100_000));
            }
            decision = take(limits, 1);
            assertThat(decision.allowed()).isTrue();
        }
    }

    private Limits limited(Algorithm algorithm) {
        Limits limits = supplied(
                Limit.of(5, Duration.ofSeconds(3)).algorithm(algorithm),
                Limit.of(9, Duration.ofMillis(7_777)).named("longer").algorithm(algorithm));
        at(now);
        return limits;
    }

    private void pass(long micros) {
        now += micros;
        at(now);
    }

    private static long micros(String seconds) {
        return Long.parseLong(seconds) * 1_000_000;
    }
}
