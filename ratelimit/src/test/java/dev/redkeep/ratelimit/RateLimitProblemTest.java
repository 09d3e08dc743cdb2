package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitProblemTest {
    private static final Standing FREE = new Standing(Limit.perSecond(10), 10, Duration.ZERO, Duration.ZERO);
    private static final Standing FULL =
            new Standing(Limit.perHour(10), 0, Duration.ofMillis(1), Duration.ofSeconds(1));
    private static final Standing NEVER = Standing.never(Limit.perDay(10), 5, Duration.ofSeconds(1));

    private static Decision refused(boolean degraded, Standing... standings) {
        return new Decision(Outcome.REFUSED, 0, List.of(standings), degraded);
    }

    @Test
    void a_refusal_names_the_limits_that_refused() {
        RateLimitProblem problem = RateLimitProblem.of(refused(false, FREE, FULL, NEVER));

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.json())
                .isEqualTo("{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                        + "\"title\":\"Quota Exceeded\",\"status\":429,\"violated-policies\":[\"hour\",\"day\"]}");
    }

    @Test
    void while_redis_is_away_the_capacity_is_reduced() {
        RateLimitProblem problem = RateLimitProblem.of(refused(true, FREE, FREE));

        assertThat(problem.json())
                .isEqualTo(
                        "{\"type\":\"https://iana.org/assignments/http-problem-types#temporary-reduced-capacity\","
                                + "\"title\":\"Temporary Reduced Capacity\",\"status\":503,\"violated-policies\":[\"second\"]}");
    }

    @Test
    void the_application_can_call_it_abuse() {
        RateLimitProblem problem =
                RateLimitProblem.of(RateLimitProblem.Type.ABNORMAL_USAGE_DETECTED, refused(false, FULL));

        assertThat(problem.json())
                .isEqualTo("{\"type\":\"https://iana.org/assignments/http-problem-types#abnormal-usage-detected\","
                        + "\"title\":\"Abnormal Usage Detected\",\"status\":429,\"violated-policies\":[\"hour\"]}");
    }

    @Test
    void names_are_escaped() {
        assertThat(new RateLimitProblem(RateLimitProblem.Type.QUOTA_EXCEEDED, List.of("a\"\\")).json())
                .endsWith("[\"a\\\"\\\\\"]}");
    }

    @Test
    void what_was_allowed_is_no_problem() {
        Decision decision = new Decision(Outcome.ALLOWED, 1, List.of(FREE), false);
        assertThatThrownBy(() -> RateLimitProblem.of(decision)).isInstanceOf(IllegalArgumentException.class);
    }
}
