package dev.redkeep.sessions.token;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.KeyLayout;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * How verification tokens and codes are kept. Immutable.
 *
 * @param pepper the secret under which short codes are digested (HMAC-SHA-256), known to every instance of the application
 *     and not to Redis; empty if none are issued
 * @param maxAttempts how many attempts a code allows, 1 to 100; with the last wrong one it is burnt
 * @param layout how keys are spelled
 */
public record VerificationOptions(Optional<SecretKey> pepper, int maxAttempts, KeyLayout layout) {
    private static final int MIN_PEPPER = 16;
    private static final VerificationOptions DEFAULTS =
            new VerificationOptions(Optional.empty(), 5, KeyLayout.DOCUMENTED);

    /**
     * Checks the bounds.
     *
     * @param pepper at least 16 bytes, or a key that does not show its bytes, such as that of a hardware module
     * @param maxAttempts 1 to 100
     * @param layout see the record
     * @throws IllegalArgumentException if the pepper is shorter, or the attempts are out of range
     */
    public VerificationOptions {
        requireNonNull(pepper, "pepper");
        requireNonNull(layout, "layout");
        if (maxAttempts < 1 || maxAttempts > 100) {
            throw new IllegalArgumentException("maxAttempts must be 1 to 100, not " + maxAttempts);
        }
        pepper.map(SecretKey::getEncoded).ifPresent(VerificationOptions::checkPepper);
    }

    private static void checkPepper(byte[] secret) {
        if (secret.length < MIN_PEPPER) {
            throw new IllegalArgumentException("pepper must have at least " + MIN_PEPPER + " bytes");
        }
    }

    /**
     * Tokens as the document says, five attempts at a code, and no pepper, so that no codes are issued.
     *
     * @return the defaults
     */
    public static VerificationOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes the pepper. Codes that were issued under another one are of no more use.
     *
     * @param secret at least 16 random bytes, which are copied
     * @return a copy
     * @throws IllegalArgumentException if there are fewer
     */
    public VerificationOptions withPepper(byte[] secret) {
        checkPepper(secret);
        return new VerificationOptions(Optional.of(new SecretKeySpec(secret, Sha256.HMAC)), maxAttempts, layout);
    }

    /**
     * Changes how many attempts a code allows.
     *
     * @param value 1 to 100
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public VerificationOptions withMaxAttempts(int value) {
        return new VerificationOptions(pepper, value, layout);
    }

    /**
     * Changes how keys are spelled.
     *
     * @param value {@link KeyLayout#HARDENED} for a Cluster, or to keep tokens out of key names
     * @return a copy
     */
    public VerificationOptions withLayout(KeyLayout value) {
        return new VerificationOptions(pepper, maxAttempts, value);
    }

    /**
     * Tells everything but the pepper.
     *
     * @return such as {@code VerificationOptions[pepper=true, maxAttempts=5, layout=DOCUMENTED]}
     */
    @Override
    public String toString() {
        return "VerificationOptions[pepper=" + pepper.isPresent() + ", maxAttempts=" + maxAttempts + ", layout="
                + layout + "]";
    }
}
