package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.VerificationType.EMAIL_VERIFICATION;
import static dev.redkeep.sessions.token.VerificationType.PHONE_VERIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.sessions.Patient;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What verifications refuse, and what they never show. */
@RedisTest
class VerificationBoundsTest {
    private static final NewVerification EMAIL = NewVerification.of(123, EMAIL_VERIFICATION);
    private static final NewVerification PHONE = NewVerification.of(123, PHONE_VERIFICATION);
    private static final VerificationOptions OPTIONS = VerificationOptions.defaults();

    @Test
    void what_is_out_of_bounds_is_refused() {
        for (String bad : List.of("", "s3cret", "null", "{\"a\":", "\"" + "s3cret".repeat(20_000) + "\"")) {
            assertThatThrownBy(() -> EMAIL.data(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("data must be JSON of at most 64 KiB")
                    .hasMessageNotContaining("s3cret");
        }
        assertThatThrownBy(() -> EMAIL.asCode(3)).hasMessage("count must be 4 to 10, not 3");
        assertThatThrownBy(() -> EMAIL.asCode(11)).hasMessage("count must be 4 to 10, not 11");
        assertThatThrownBy(() -> EMAIL.lasting(Duration.ZERO)).hasMessageContaining("lasting must be 1 ms to");
        assertThatThrownBy(() -> OPTIONS.withMaxAttempts(0)).hasMessage("maxAttempts must be 1 to 100, not 0");
        assertThatThrownBy(() -> OPTIONS.withMaxAttempts(101)).hasMessageContaining("1 to 100");
        for (int length : new int[] {0, 15}) {
            assertThatThrownBy(() -> OPTIONS.withPepper(new byte[length]))
                    .hasMessage("pepper must have at least 16 bytes");
        }
        SecretKey weak = new SecretKeySpec(new byte[15], "HmacSHA256");
        assertThatThrownBy(() -> new VerificationOptions(Optional.of(weak), 5, KeyLayout.DOCUMENTED))
                .hasMessage("pepper must have at least 16 bytes");
    }

    @Test
    void a_code_needs_a_pepper_and_nothing_is_sent_without(RedisServer server) {
        try (Redis redis = Patient.connect(server)) {
            assertThatThrownBy(() -> Verifications.on(redis).issue(PHONE.asCode(6)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("VerificationOptions has no pepper");
            assertThat(redis.stats().operations()).isZero();
        }
    }

    @Test
    void nothing_shows_a_secret(RedisServer server) {
        try (Redis redis = Patient.connect(server)) {
            IssuedVerification issued = Verifications.on(redis).issue(EMAIL.data("\"s3cret\""));
            assertThat(issued.toString()).doesNotContain(issued.token());
            assertThat(Verifications.on(redis)
                            .consume(123, EMAIL_VERIFICATION, issued.token())
                            .toString())
                    .isEqualTo("ConsumedVerification[status=OK]");
            assertThat(EMAIL.data("\"s3cret\"").toString())
                    .isEqualTo("NewVerification[userId=123, type=EMAIL_VERIFICATION]");
            assertThat(OPTIONS.withPepper(new byte[16]).toString())
                    .isEqualTo("VerificationOptions[pepper=true, maxAttempts=5, layout=DOCUMENTED]");
        }
    }
}
