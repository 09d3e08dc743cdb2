package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.VerificationType.PASSWORD_RESET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.Patient;
import dev.redkeep.sessions.token.ConsumedVerification.Status;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** The scripts against a model: what each token would be told, {@code OK} as long as it was not used. */
@RedisTest
class VerificationScriptsTest {
    private static final NewVerification NEW = NewVerification.of(7, PASSWORD_RESET);

    private final Map<String, Status> model = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private Redis redis;
    private Verifications verifications;
    private RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
        verifications = Verifications.on(redis, RedisVerificationsTest.OPTIONS.withMaxAttempts(100));
        raw = Patient.raw(server);
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    @Test
    void random_steps_do_what_a_map_does() {
        Random random = new Random(42);
        issue(NEW);
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(8)) {
                case 0 -> issue(NEW);
                case 1 -> {
                    if (random.nextInt(5) == 0) {
                        model.replaceAll((token, status) -> status == Status.OK ? Status.SUPERSEDED : status);
                        issue(NEW.superseding());
                    }
                }
                case 2 -> {
                    if (random.nextInt(3) == 0) {
                        end(recent(random));
                    }
                }
                default -> {
                    String token = recent(random);
                    Status expected = model.getOrDefault(token, Status.UNKNOWN);
                    assertThat(verifications.consume(7, PASSWORD_RESET, token).status())
                            .as("step %d", step)
                            .isEqualTo(expected);
                    model.computeIfPresent(token, (same, status) -> status == Status.OK ? Status.USED : status);
                }
            }
        }
        assertThat(model.values()).contains(Status.OK, Status.USED, Status.SUPERSEDED, Status.EXPIRED);
    }

    private void issue(NewVerification verification) {
        String token = verifications.issue(verification).token();
        tokens.add(token);
        model.put(token, Status.OK);
    }

    private String recent(Random random) {
        return random.nextInt(20) == 0 ? "unknown" : tokens.get(Math.max(0, tokens.size() - 1 - random.nextInt(12)));
    }

    /** The time of a token is over: its hash goes, and its trace has less than a day left. */
    private void end(String token) {
        if (model.replace(token, Status.OK, Status.EXPIRED)) {
            raw.del("verification:7:password_reset:" + token);
            raw.pexpire(
                    "verification_trace:7:password_reset:" + token,
                    Duration.ofDays(1).minusSeconds(1).toMillis());
        }
    }
}
