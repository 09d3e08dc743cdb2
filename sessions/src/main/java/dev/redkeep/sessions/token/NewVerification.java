package dev.redkeep.sessions.token;

import dev.redkeep.sessions.bound.Bounds;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A verification to be issued. Immutable; each method gives a copy.
 *
 * <pre>{@code
 * NewVerification.of(123, VerificationType.PHONE_VERIFICATION).asCode(6).lasting(Duration.ofMinutes(10))
 * }</pre>
 */
public final class NewVerification {
    private static final Duration LIFE = Bounds.documentedLife(TokenKeys.VERIFICATION);
    private static final int MIN_DIGITS = 4;
    private static final int MAX_DIGITS = 10;

    private final long userId;
    private final VerificationType type;
    private final String data;
    private final Duration life;
    private final boolean superseding;
    private final OptionalInt digits;

    private NewVerification(
            long userId, VerificationType type, String data, Duration life, boolean superseding, OptionalInt digits) {
        this.userId = userId;
        this.type = type;
        this.data = data;
        this.life = life;
        this.superseding = superseding;
        this.digits = digits;
    }

    /**
     * Begins with what every verification has: a token of 256 random bits that lives for the documented hour.
     *
     * @param userId whose it is
     * @param type what it proves
     * @return the verification to be
     */
    public static NewVerification of(long userId, VerificationType type) {
        return new NewVerification(userId, type, "{}", LIFE, false, OptionalInt.empty());
    }

    /**
     * Adds what is needed when the token comes back, such as the new address. Without it, it is <code>{}</code>.
     *
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return a copy with it
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public NewVerification data(String json) {
        return new NewVerification(userId, type, Bounds.json("data", json), life, superseding, digits);
    }

    /**
     * Sets how long it lives.
     *
     * @param value 1 ms to 36,525 days
     * @return a copy with it
     * @throws IllegalArgumentException if it is out of range
     */
    public NewVerification lasting(Duration value) {
        return new NewVerification(userId, type, data, TokenBounds.life("lasting", value), superseding, digits);
    }

    /**
     * Makes what was issued here to the user before, of the same type, of no more use: tokens and the code.
     *
     * @return a copy that does
     */
    public NewVerification superseding() {
        return new NewVerification(userId, type, data, life, true, digits);
    }

    /**
     * Issues a code that a person can type, instead of a token. A user has one code of a type: a new one takes the place
     * of the former and begins with all its attempts, so bound how often one can be asked for.
     *
     * @param count how many digits, 4 to 10; with six and five attempts one guesser in 200,000 succeeds
     * @return a copy that does
     * @throws IllegalArgumentException if it is out of range
     */
    public NewVerification asCode(int count) {
        if (count < MIN_DIGITS || count > MAX_DIGITS) {
            throw new IllegalArgumentException("count must be " + MIN_DIGITS + " to " + MAX_DIGITS + ", not " + count);
        }
        return new NewVerification(userId, type, data, life, superseding, OptionalInt.of(count));
    }

    /** Whether a token has the form of a code, which can be guessed. */
    static boolean isCode(String token) {
        return token.length() >= MIN_DIGITS
                && token.length() <= MAX_DIGITS
                && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    long userId() {
        return userId;
    }

    VerificationType type() {
        return type;
    }

    String data() {
        return data;
    }

    Duration life() {
        return life;
    }

    boolean supersedes() {
        return superseding;
    }

    OptionalInt digits() {
        return digits;
    }

    /**
     * Tells whose it will be and what it proves, never the data.
     *
     * @return such as {@code NewVerification[userId=123, type=PASSWORD_RESET]}
     */
    @Override
    public String toString() {
        return "NewVerification[userId=" + userId + ", type=" + type + "]";
    }
}
