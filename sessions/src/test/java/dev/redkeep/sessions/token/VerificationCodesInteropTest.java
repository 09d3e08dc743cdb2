package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.VerificationType.PHONE_VERIFICATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.sessions.token.ConsumedVerification.Status;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Codes as they are stored, and those of a service that follows the document. */
class VerificationCodesInteropTest extends VerificationsOnRedis {
    @Test
    void codes_of_other_services_can_be_consumed_but_not_guessed() {
        raw.hset("verification:123:phone_verification:654321", "data", "{}");
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(phone("00000" + attempt)).isEqualTo(Status.UNKNOWN);
        }
        assertThat(phone("654321")).isEqualTo(Status.OK);
        assertThat(phone("654321")).isEqualTo(Status.USED);

        raw.hset("verification:124:phone_verification:654321", "data", "{}");
        for (int attempt = 1; attempt <= 5; attempt++) {
            verifications.consume(124, PHONE_VERIFICATION, "00000" + attempt);
        }
        assertThat(verifications.consume(124, PHONE_VERIFICATION, "654321").status())
                .isEqualTo(Status.TOO_MANY_ATTEMPTS);
        assertThat(raw.pttl("verification_code:124:phone_verification")).isBetween(HOUR - SLACK, HOUR);
    }

    @Test
    void only_a_code_that_was_right_takes_the_count_of_wrong_ones_back() {
        String key = "verification_code:123:phone_verification";
        verifications.issue(PHONE.asCode(6));
        String token = verifications.issue(PHONE).token();
        raw.hset(key, "attempts", "3");

        assertThat(phone(token)).isEqualTo(Status.OK);
        assertThat(raw.hget(key, "attempts")).as("a long token was no attempt").isEqualTo("3");

        // Of seven digits: none that was issued here.
        raw.hset("verification:123:phone_verification:7654321", "user_id", "124");
        assertThat(phone("7654321")).isEqualTo(Status.UNKNOWN);
        assertThat(raw.hget(key, "attempts")).as("it contradicts its key").isEqualTo("4");
        assertThat(raw.exists("verification:123:phone_verification:7654321")).isFalse();
        assertThat(verifications.unreadable()).isEqualTo(1);

        raw.hset("verification:123:phone_verification:7654322", "user_id", "123");
        assertThat(phone("7654322")).isEqualTo(Status.OK);
        assertThat(raw.hexists(key, "attempts")).isFalse();
    }

    @Test
    void a_code_stands_in_no_key_and_is_stored_as_a_digest_that_differs_for_each_user_type_and_pepper() {
        String code = verifications.issue(PHONE.asCode(6).data("{\"phone\":1}")).token();

        String key = "verification_code:123:phone_verification";
        Map<String, String> fields = raw.hgetAll(key);
        assertThat(fields).containsOnlyKeys("mac", "data", "created_at", "status");
        assertThat(fields.get("mac")).matches("[A-Za-z0-9_-]{43}");
        assertThat(raw.pttl(key)).isBetween(DAY + HOUR - SLACK, DAY + HOUR);
        assertThat(raw.dbSize()).isEqualTo(1);

        raw.hset("verification_code:124:phone_verification", fields);
        raw.hset("verification_code:123:email_verification", fields);
        Verifications other = Verifications.on(
                redis, VerificationOptions.defaults().withPepper("another pepper...".getBytes(StandardCharsets.UTF_8)));
        Verifications none = Verifications.on(redis);
        assertThat(verifications.consume(124, PHONE_VERIFICATION, code).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(email(code)).isEqualTo(Status.UNKNOWN);
        assertThat(other.consume(123, PHONE_VERIFICATION, code).status()).isEqualTo(Status.UNKNOWN);
        assertThat(none.consume(123, PHONE_VERIFICATION, code).status()).isEqualTo(Status.UNKNOWN);
        assertThat(raw.hget(key, "attempts")).isEqualTo("2");
        assertThat(phone(code)).isEqualTo(Status.OK);
        assertThat(raw.hget(key, "status")).isEqualTo("used");
        assertThat(raw.hexists(key, "data")).isFalse();
    }

    @Test
    void a_burnt_code_leaves_only_the_count_for_an_hour() {
        String key = "verification_code:123:phone_verification";
        Verifications strict = Verifications.on(redis, RedisVerificationsTest.OPTIONS.withMaxAttempts(1));
        String code = strict.issue(PHONE.asCode(4)).token();
        String wrong = code.equals("0000") ? "0001" : "0000";

        assertThat(strict.consume(123, PHONE_VERIFICATION, wrong).status()).isEqualTo(Status.TOO_MANY_ATTEMPTS);
        assertThat(raw.hgetAll(key)).isEqualTo(Map.of("attempts", "1"));
        assertThat(raw.pttl(key)).isBetween(HOUR - SLACK, HOUR);
        assertThat(strict.consume(123, PHONE_VERIFICATION, code).status()).isEqualTo(Status.TOO_MANY_ATTEMPTS);
        assertThat(raw.pttl(key)).as("a later attempt puts nothing off").isLessThanOrEqualTo(HOUR);
    }
}
