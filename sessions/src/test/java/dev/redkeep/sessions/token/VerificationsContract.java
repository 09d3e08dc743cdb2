package dev.redkeep.sessions.token;

import static dev.redkeep.sessions.Patient.await;
import static dev.redkeep.sessions.token.VerificationType.EMAIL_CHANGE;
import static dev.redkeep.sessions.token.VerificationType.PASSWORD_RESET;
import static dev.redkeep.sessions.token.VerificationType.PHONE_VERIFICATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.sessions.Together;
import dev.redkeep.sessions.token.ConsumedVerification.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What verifications do, wherever and however they are kept. The verifications have a pepper. */
abstract class VerificationsContract extends ConnectedContract<Verifications> {
    private static final Duration BRIEF = Duration.ofMillis(50);

    private final long user = new Random().nextLong();

    VerificationsContract(VerificationOptions options) {
        super(redis -> Verifications.on(redis, options));
    }

    final Verifications verifications() {
        return subject;
    }

    private NewVerification of(VerificationType type) {
        return NewVerification.of(user, type);
    }

    private String issue(NewVerification verification) {
        return verifications().issue(verification).token();
    }

    private Status consume(VerificationType type, String token) {
        return verifications().consume(user, type, token).status();
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }

    @Test
    void a_token_proves_something_once_and_brings_its_data_back() {
        String data = "{\"email\":\"ю@example.org\",\"more\":\"" + "x".repeat(10_000) + "\"}";
        IssuedVerification issued = verifications().issue(of(EMAIL_CHANGE).data(data));
        assertThat(issued.token()).matches("[A-Za-z0-9_-]{43}");
        assertThat(issued.expiresAt())
                .isBetween(Instant.now().plusSeconds(3_540), Instant.now().plusSeconds(3_660));

        ConsumedVerification consumed = verifications().consume(user, EMAIL_CHANGE, issued.token());
        assertThat(consumed.status()).isEqualTo(Status.OK);
        assertThat(consumed.data()).contains(data);
        assertThat(verifications().consume(user, EMAIL_CHANGE, issued.token()))
                .isEqualTo(ConsumedVerification.of(Status.USED));
        assertThat(verifications().unreadable()).isZero();
    }

    @Test
    void a_token_proves_nothing_of_another_user_or_type() {
        String token = issue(of(PASSWORD_RESET));

        assertThat(consume(EMAIL_CHANGE, token)).isEqualTo(Status.UNKNOWN);
        assertThat(verifications().consume(user + 1, PASSWORD_RESET, token).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(consume(PASSWORD_RESET, token)).isEqualTo(Status.OK);
    }

    @Test
    void what_cannot_be_a_token_is_unknown() {
        String token = issue(of(PASSWORD_RESET));

        for (String bad :
                List.of("", " ", token.substring(1), token + "x", "x".repeat(10_000), "\ud800", "*", "{a}:b", "123")) {
            assertThat(consume(PASSWORD_RESET, bad))
                    .as("of %d characters", bad.length())
                    .isEqualTo(Status.UNKNOWN);
        }
        assertThat(consume(PASSWORD_RESET, token)).isEqualTo(Status.OK);
    }

    @Test
    void a_token_and_a_code_that_were_not_used_in_time_have_expired() {
        String used = issue(of(PASSWORD_RESET).lasting(Duration.ofMinutes(5)));
        assertThat(consume(PASSWORD_RESET, used)).isEqualTo(Status.OK);
        String token = issue(of(PASSWORD_RESET).lasting(BRIEF));
        IssuedVerification last =
                verifications().issue(of(PHONE_VERIFICATION).asCode(6).lasting(BRIEF));
        String code = last.token();
        await().until(() -> Instant.now().isAfter(last.expiresAt().plus(BRIEF)));

        assertThat(consume(PASSWORD_RESET, token)).isEqualTo(Status.EXPIRED);
        assertThat(consume(PHONE_VERIFICATION, wrong(code))).isEqualTo(Status.UNKNOWN);
        assertThat(consume(PHONE_VERIFICATION, code)).isEqualTo(Status.EXPIRED);
        assertThat(consume(PASSWORD_RESET, used)).isEqualTo(Status.USED);
    }

    @Test
    void a_later_token_leaves_earlier_ones_alone_or_supersedes_them() {
        String first = issue(of(PASSWORD_RESET));
        String second = issue(of(PASSWORD_RESET));
        String used = issue(of(PASSWORD_RESET));
        String code = issue(of(PASSWORD_RESET).asCode(8));
        String elsewhere = issue(of(EMAIL_CHANGE));
        assertThat(consume(PASSWORD_RESET, used)).isEqualTo(Status.OK);

        String third = issue(of(PASSWORD_RESET).superseding());

        assertThat(consume(PASSWORD_RESET, first)).isEqualTo(Status.SUPERSEDED);
        assertThat(consume(PASSWORD_RESET, second)).isEqualTo(Status.SUPERSEDED);
        assertThat(consume(PASSWORD_RESET, code)).isEqualTo(Status.SUPERSEDED);
        assertThat(consume(PASSWORD_RESET, used)).isEqualTo(Status.USED);
        assertThat(consume(PASSWORD_RESET, third)).isEqualTo(Status.OK);
        assertThat(consume(EMAIL_CHANGE, elsewhere)).isEqualTo(Status.OK);
    }

    @Test
    void a_later_code_takes_the_place_of_the_former_and_supersedes_tokens_if_asked() {
        String token = issue(of(PHONE_VERIFICATION));
        String first = issue(of(PHONE_VERIFICATION).asCode(10));
        String second = issue(of(PHONE_VERIFICATION).asCode(10));
        assertThat(consume(PHONE_VERIFICATION, first)).isEqualTo(Status.UNKNOWN);
        String third = issue(of(PHONE_VERIFICATION).asCode(10).superseding());

        assertThat(consume(PHONE_VERIFICATION, token)).isEqualTo(Status.SUPERSEDED);
        assertThat(consume(PHONE_VERIFICATION, second)).isEqualTo(Status.UNKNOWN);
        assertThat(consume(PHONE_VERIFICATION, third)).isEqualTo(Status.OK);
    }

    @Test
    void a_code_proves_something_once_and_brings_its_data_back() {
        for (int digits = 4; digits <= 10; digits++) {
            String code = issue(of(PHONE_VERIFICATION).asCode(digits).data("{\"phone\":\"+1\"}"));
            assertThat(code).matches("[0-9]{" + digits + "}");

            assertThat(consume(PHONE_VERIFICATION, wrong(code))).isEqualTo(Status.UNKNOWN);
            ConsumedVerification consumed = verifications().consume(user, PHONE_VERIFICATION, code);
            assertThat(consumed.status()).isEqualTo(Status.OK);
            assertThat(consumed.data()).contains("{\"phone\":\"+1\"}");
            assertThat(consume(PHONE_VERIFICATION, code)).isEqualTo(Status.USED);
        }
    }

    @Test
    void the_last_wrong_attempt_burns_a_code_and_the_right_one_comes_too_late() {
        String code = issue(of(PHONE_VERIFICATION).asCode(6));
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(consume(PHONE_VERIFICATION, wrong(code))).isEqualTo(Status.UNKNOWN);
        }
        assertThat(consume(PHONE_VERIFICATION, wrong(code))).isEqualTo(Status.TOO_MANY_ATTEMPTS);
        assertThat(consume(PHONE_VERIFICATION, code)).isEqualTo(Status.TOO_MANY_ATTEMPTS);

        String next = issue(of(PHONE_VERIFICATION).asCode(6));
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(consume(PHONE_VERIFICATION, wrong(next))).isEqualTo(Status.UNKNOWN);
        }
        assertThat(consume(PHONE_VERIFICATION, next)).as("the fifth attempt").isEqualTo(Status.OK);
    }

    @Test
    void a_wrong_code_and_one_that_was_never_issued_look_alike() {
        String code = issue(of(PHONE_VERIFICATION).asCode(6));
        for (int attempt = 1; attempt <= 7; attempt++) {
            assertThat(verifications().consume(user, EMAIL_CHANGE, "123456"))
                    .isEqualTo(verifications().consume(user, PHONE_VERIFICATION, wrong(code)));
        }
    }

    @Test
    void of_many_who_bring_one_token_or_code_one_is_told_ok() throws Exception {
        for (int round = 0; round < 5; round++) {
            String token = issue(of(PASSWORD_RESET));
            List<Status> tokens = Together.all(() -> consume(PASSWORD_RESET, token));
            assertThat(tokens).containsOnlyOnce(Status.OK);
            assertThat(tokens).filteredOn(status -> status != Status.OK).containsOnly(Status.USED);

            String code = issue(of(PHONE_VERIFICATION).asCode(6));
            List<Status> codes = Together.all(() -> consume(PHONE_VERIFICATION, code));
            assertThat(codes).containsOnlyOnce(Status.OK);
            assertThat(codes)
                    .filteredOn(status -> status != Status.OK)
                    .containsOnly(Status.USED, Status.TOO_MANY_ATTEMPTS);
        }
    }

    @Test
    void many_who_guess_at_once_have_no_more_attempts_than_one() throws Exception {
        String code = issue(of(PHONE_VERIFICATION).asCode(6));
        List<Status> guesses = Together.all(() -> consume(PHONE_VERIFICATION, wrong(code)));

        assertThat(guesses).filteredOn(status -> status == Status.UNKNOWN).hasSize(4);
        assertThat(guesses)
                .filteredOn(status -> status == Status.TOO_MANY_ATTEMPTS)
                .hasSize(Together.THREADS - 4);
        assertThat(consume(PHONE_VERIFICATION, code)).isEqualTo(Status.TOO_MANY_ATTEMPTS);
    }
}
