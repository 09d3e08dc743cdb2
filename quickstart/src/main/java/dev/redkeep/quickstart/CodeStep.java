package dev.redkeep.quickstart;

import static dev.redkeep.quickstart.SessionsStep.ALICE;
import static dev.redkeep.sessions.token.TokenKeys.VERIFICATION_CODE;
import static dev.redkeep.sessions.token.VerificationType.EMAIL_VERIFICATION;

import dev.redkeep.sessions.token.IssuedVerification;
import dev.redkeep.sessions.token.NewVerification;
import dev.redkeep.sessions.token.VerificationOptions;
import dev.redkeep.sessions.token.Verifications;
import java.security.SecureRandom;
import java.time.Duration;

/** Prove an address by a code that a person types. */
final class CodeStep implements Step {
    @Override
    public String title() {
        return "A code by mail";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        byte[] pepper = new byte[32]; // an application's instances share theirs
        new SecureRandom().nextBytes(pepper);
        Verifications codes =
                Verifications.on(tour.redis(), VerificationOptions.defaults().withPepper(pepper));

        IssuedVerification code = codes.issue(
                NewVerification.of(ALICE, EMAIL_VERIFICATION).asCode(6).lasting(Duration.ofMinutes(10)));
        tour.wrote(VERIFICATION_CODE.key(ALICE, EMAIL_VERIFICATION));
        notes.add("issue", "six digits for alice, good until " + code.expiresAt() + "; Redis has their HMAC");

        notes.add("consume", "mistyped: " + consume(codes, mistyped(code.token())));
        notes.add("consume", "right: " + consume(codes, code.token()));
        notes.add("consume", "right, once more: " + consume(codes, code.token()));
    }

    private static String consume(Verifications codes, String typed) {
        return codes.consume(ALICE, EMAIL_VERIFICATION, typed).status().name();
    }

    private static String mistyped(String code) {
        return code.substring(1) + (code.endsWith("0") ? "1" : "0");
    }
}
