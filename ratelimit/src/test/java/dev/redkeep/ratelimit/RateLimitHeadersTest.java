package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each field, character by character. */
class RateLimitHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.25Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final Limit BURSTY = Limit.perSecond(10).burst(20);
    private static final Limit HOUR = Limit.perHour(1_000);

    private static Standing standing(Limit limit, long remaining, String retryAfter, String resetAfter) {
        return new Standing(limit, remaining, Duration.parse(retryAfter), Duration.parse(resetAfter));
    }

    private static Decision decision(Outcome outcome, Standing... standings) {
        return new Decision(outcome, outcome == Outcome.ALLOWED ? 1 : 0, List.of(standings), false);
    }

    @Test
    void an_allowed_request_tells_what_is_left() {
        Decision decision = decision(Outcome.ALLOWED, standing(HOUR, 999, "PT0S", "PT3.6S"));

        assertThat(RateLimitHeaders.of(decision, NOW))
                .containsExactly(
                        Map.entry("X-RateLimit-Limit", "1000"),
                        Map.entry("X-RateLimit-Remaining", "999"),
                        Map.entry("X-RateLimit-Reset", Long.toString(SECOND + 4)),
                        Map.entry("RateLimit-Policy", "\"hour\";q=1000;w=3600"),
                        Map.entry("RateLimit", "\"hour\";r=999;t=4"));
    }

    @Test
    void a_refused_request_tells_when_to_come_again_and_the_windows_end_no_later() {
        Decision decision = decision(
                Outcome.REFUSED,
                standing(BURSTY, 0, "PT0.000001S", "PT2S"),
                standing(HOUR, 500, "PT0S", "PT30M"),
                standing(Limit.perMinute(5).scope("tenant"), 0, "PT11.2S", "PT59.000001S"));

        assertThat(RateLimitHeaders.of(decision, NOW))
                .containsExactly(
                        Map.entry("X-RateLimit-Limit", "5"),
                        Map.entry("X-RateLimit-Remaining", "0"),
                        Map.entry("X-RateLimit-Reset", Long.toString(SECOND + 60)),
                        Map.entry("Retry-After", "12"),
                        Map.entry(
                                "RateLimit-Policy", "\"second\";q=20;w=2, \"hour\";q=1000;w=3600, \"minute\";q=5;w=60"),
                        Map.entry("RateLimit", "\"second\";r=0;t=1, \"hour\";r=500, \"minute\";r=0;t=12"));
    }

    @Test
    void an_impossible_request_is_told_no_time_to_come_again() {
        Decision decision = decision(
                Outcome.IMPOSSIBLE, Standing.never(BURSTY, 20, Duration.ZERO), standing(HOUR, 7, "PT0S", "PT9S"));

        assertThat(RateLimitHeaders.of(decision, NOW))
                .doesNotContainKey("Retry-After")
                .containsEntry("X-RateLimit-Reset", Long.toString(SECOND + 1))
                .containsEntry("RateLimit", "\"second\";r=20;t=0, \"hour\";r=7;t=9");
    }

    @Test
    void where_two_limits_have_nothing_left_the_later_reset_is_told() {
        Decision decision = decision(
                Outcome.ALLOWED,
                standing(BURSTY, 0, "PT0S", "PT2S"),
                standing(HOUR, 0, "PT0S", "PT1H"),
                standing(Limit.perMinute(5), 1, "PT0S", "PT2H"));

        assertThat(RateLimitHeaders.documented(decision, Instant.ofEpochSecond(SECOND)))
                .containsEntry("X-RateLimit-Limit", "1000")
                .containsEntry("X-RateLimit-Reset", Long.toString(SECOND + 3_600));
    }

    @Test
    void a_whole_second_is_not_rounded() {
        Decision decision = decision(Outcome.REFUSED, standing(HOUR, 0, "PT7S", "PT9S"));

        assertThat(RateLimitHeaders.of(decision, Instant.ofEpochSecond(SECOND)))
                .containsEntry("X-RateLimit-Reset", Long.toString(SECOND + 9))
                .containsEntry("Retry-After", "7")
                .containsEntry("RateLimit", "\"hour\";r=0;t=7");
    }

    @Test
    void a_refusal_without_a_wait_tells_a_second() {
        Decision decision = decision(Outcome.REFUSED, standing(HOUR, 0, "PT0S", "PT0S"));

        assertThat(RateLimitHeaders.standard(decision)).containsEntry("Retry-After", "1");
    }

    @Test
    void a_limit_of_concurrency_has_its_unit_and_no_window() {
        Limit limit = ConcurrencyOptions.of("rl", 5, Duration.ofSeconds(30)).limit();

        assertThat(RateLimitHeaders.standard(decision(Outcome.ALLOWED, standing(limit, 4, "PT0S", "PT30S"))))
                .containsExactly(
                        Map.entry("RateLimit-Policy", "\"concurrent\";q=5;qu=\"concurrent-requests\""),
                        Map.entry("RateLimit", "\"concurrent\";r=4"));
        assertThat(RateLimitHeaders.standard(decision(Outcome.REFUSED, standing(limit, 0, "PT2.5S", "PT30S"))))
                .containsEntry("RateLimit", "\"concurrent\";r=0;t=3")
                .containsEntry("Retry-After", "3");
    }

    @Test
    void a_window_is_the_time_in_which_the_quota_comes_back() {
        assertThat(policy(Limit.perMinute(60).burst(1))).isEqualTo("\"minute\";q=1;w=1");
        assertThat(policy(Limit.perMinute(60).burst(61))).isEqualTo("\"minute\";q=61;w=61");
        assertThat(policy(Limit.of(10, Duration.ofMillis(100)))).endsWith(";q=10;w=1");
        assertThat(policy(Limit.of(7, Duration.ofMillis(1_001)))).endsWith(";q=7;w=2");
        assertThat(policy(Limit.perDay(1))).isEqualTo("\"day\";q=1;w=86400");
        // Its interval is two microseconds, rounded up.
        assertThat(policy(Limit.perSecond(600_000))).isEqualTo("\"second\";q=600000;w=2");
        Limit vast = Limit.of(31_622_400_000_000L, Duration.ofDays(366)).burst(316_224_000_000_000L);
        assertThat(policy(vast)).endsWith(";q=316224000000000;w=316224000");
    }

    private static String policy(Limit limit) {
        return RateLimitHeaders.standard(decision(Outcome.ALLOWED, standing(limit, 0, "PT0S", "PT0S")))
                .get("RateLimit-Policy");
    }

    @Test
    void a_partition_key_is_the_digest_of_the_subjects_value_for_the_limits_scope() throws Exception {
        Decision decision = decision(
                Outcome.ALLOWED,
                standing(Limit.perSecond(10), 9, "PT0S", "PT0.1S"),
                standing(Limit.perMinute(100).scope("tenant"), 99, "PT0S", "PT0.6S"));
        Subject subject = Subject.client("203.0.113.7").and("tenant", "é");

        Map<String, String> fields = RateLimitHeaders.standard(decision, subject);

        assertThat(fields)
                .containsExactly(
                        Map.entry(
                                "RateLimit-Policy",
                                "\"second\";q=10;w=1;pk=:" + digest("203.0.113.7") + ":, \"minute\";q=100;w=60;pk=:"
                                        + digest("é") + ":"),
                        Map.entry(
                                "RateLimit",
                                "\"second\";r=9;t=1;pk=:" + digest("203.0.113.7") + ":, \"minute\";r=99;t=1;pk=:"
                                        + digest("é") + ":"));
        assertThatThrownBy(() -> RateLimitHeaders.standard(decision, Subject.client("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenant");
    }

    private static String digest(String value) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void strings_are_escaped_and_integers_bounded() {
        assertThat(new StructuredField()
                        .string("a\"b\\c ~")
                        .parameter("n", Long.MAX_VALUE)
                        .string("d"))
                .hasToString("\"a\\\"b\\\\c ~\";n=999999999999999, \"d\"");
        for (String bad : List.of("é", "\n", "\u007f")) {
            assertThatThrownBy(() -> new StructuredField().string(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fields_cannot_be_changed() {
        Decision decision = decision(Outcome.ALLOWED, standing(HOUR, 1, "PT0S", "PT0S"));
        for (Map<String, String> fields : List.of(
                RateLimitHeaders.of(decision, NOW),
                RateLimitHeaders.documented(decision, NOW),
                RateLimitHeaders.standard(decision))) {
            assertThatThrownBy(fields::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
