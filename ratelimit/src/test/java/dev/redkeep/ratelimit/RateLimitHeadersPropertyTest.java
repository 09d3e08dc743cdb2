package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever was decided, the fields are well-formed, and who waits as they tell has waited long enough, but not for long. */
class RateLimitHeadersPropertyTest {
    private static final int ROUNDS = 20_000;
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final Pattern POLICY = Pattern.compile("\"([a-z0-9_-]{1,32})\";q=(\\d{1,15});w=([1-9]\\d{0,14})");
    private static final Pattern LIMIT = Pattern.compile("\"([a-z0-9_-]{1,32})\";r=(\\d{1,15})(?:;t=(\\d{1,15}))?");

    private final Random random = new Random(4711);

    @Test
    void who_waits_as_told_has_waited_long_enough() {
        for (int round = 0; round < ROUNDS; round++) {
            Decision decision = decision();
            Instant now = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));

            Map<String, String> fields = RateLimitHeaders.of(decision, now);

            Instant reset = Instant.ofEpochSecond(Long.parseLong(fields.get("X-RateLimit-Reset")));
            enough(Duration.between(now, reset), decision.resetAfter());
            boolean refused = decision.outcome() == Outcome.REFUSED;
            assertThat(fields.containsKey("Retry-After")).isEqualTo(refused);
            Duration wait = Duration.ofSeconds(Long.parseLong(fields.getOrDefault("Retry-After", "0")));
            if (refused) {
                enough(wait, decision.retryAfter().orElseThrow());
            }
            policies(fields.get("RateLimit-Policy"), decision);
            limits(fields.get("RateLimit"), decision, wait);
        }
    }

    private void policies(String field, Decision decision) {
        String[] items = field.split(", ", -1);
        assertThat(items).hasSize(decision.standings().size());
        for (int i = 0; i < items.length; i++) {
            Limit limit = decision.standings().get(i).limit();
            Matcher policy = POLICY.matcher(items[i]);
            assertThat(policy.matches()).as(items[i]).isTrue();
            assertThat(policy.group(1)).isEqualTo(limit.name());
            double rate = Long.parseLong(policy.group(2)) / Double.parseDouble(policy.group(3));
            assertThat(rate).isLessThanOrEqualTo(limit.permits() * 1e6 / limit.periodMicros() * (1 + 1e-9));
        }
    }

    private void limits(String field, Decision decision, Duration wait) {
        String[] items = field.split(", ", -1);
        assertThat(items).hasSize(decision.standings().size());
        for (int i = 0; i < items.length; i++) {
            Standing standing = decision.standings().get(i);
            Matcher limit = LIMIT.matcher(items[i]);
            assertThat(limit.matches()).as(items[i]).isTrue();
            assertThat(limit.group(1)).isEqualTo(standing.limit().name());
            assertThat(Long.parseLong(limit.group(2))).isEqualTo(standing.remaining());
            if (decision.outcome() != Outcome.REFUSED) {
                enough(Duration.ofSeconds(Long.parseLong(limit.group(3))), standing.resetAfter());
            } else if (limit.group(3) == null) {
                assertThat(standing.retryAfter()).contains(Duration.ZERO);
            } else {
                Duration window = Duration.ofSeconds(Long.parseLong(limit.group(3)));
                enough(window, standing.retryAfter().orElseThrow());
                assertThat(window).isLessThanOrEqualTo(wait);
            }
        }
    }

    /** As much, and less than a second more, or the one second that is the least. */
    private static void enough(Duration told, Duration needed) {
        assertThat(told).isGreaterThanOrEqualTo(needed);
        assertThat(told.minus(needed)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    private Decision decision() {
        Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
        List<Standing> standings = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        int refusing = random.nextInt(count);
        for (int i = 0; i < count; i++) {
            Limit limit = limit("l" + i);
            boolean refuses = outcome != Outcome.ALLOWED && (i == refusing || random.nextInt(3) == 0);
            Optional<Duration> retry = refuses && outcome == Outcome.IMPOSSIBLE
                    ? Optional.empty()
                    : Optional.of(refuses ? time() : Duration.ZERO);
            standings.add(new Standing(limit, random.nextLong(limit.capacity() + 1), retry, time()));
        }
        return new Decision(outcome, outcome == Outcome.ALLOWED ? 1 : 0, standings, random.nextBoolean());
    }

    private Limit limit(String name) {
        Duration period = Duration.ofMillis(1 + random.nextLong(1L << (1 + random.nextInt(34))));
        long micros = period.toMillis() * 1_000;
        long permits = 1 + random.nextLong(Math.min(micros, 1L << (1 + random.nextInt(40))));
        Limit limit = Limit.of(permits, period).named(name);
        return random.nextBoolean() ? limit : limit.burst(1 + random.nextLong(permits));
    }

    private Duration time() {
        return Duration.ofNanos(1_000 * random.nextLong(1L << (1 + random.nextInt(48))));
    }
}
