package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.token.VerificationType.EMAIL_VERIFICATION;
import static dev.redkeep.sessions.token.VerificationType.PHONE_VERIFICATION;

import org.junit.jupiter.api.BeforeEach;

/** Verifications beside a client that sends raw commands. */
abstract class VerificationsOnRedis extends TokensOnRedis {
    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;
    static final long SLACK = 60_000;
    static final NewVerification PHONE = NewVerification.of(123, PHONE_VERIFICATION);

    Verifications verifications;

    @BeforeEach
    void open() {
        verifications = Verifications.on(redis, RedisVerificationsTest.OPTIONS);
    }

    ConsumedVerification.Status email(String token) {
        return verifications.consume(123, EMAIL_VERIFICATION, token).status();
    }

    ConsumedVerification.Status phone(String token) {
        return verifications.consume(123, PHONE_VERIFICATION, token).status();
    }
}
