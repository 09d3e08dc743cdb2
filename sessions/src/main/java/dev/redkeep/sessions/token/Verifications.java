package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;

/**
 * Tokens and short codes that prove something once, such as that an address belongs to a user, shared by every instance of
 * an application and with services in other languages: a hash for each token, field for field as Discours documents it
 * (D7).
 *
 * <pre>{@code
 * IssuedVerification issued = verifications.issue(NewVerification.of(123, VerificationType.PASSWORD_RESET).superseding());
 * // to the user: a link with issued.token()
 * ConsumedVerification consumed = verifications.consume(123, VerificationType.PASSWORD_RESET, token);
 * }</pre>
 *
 * <p>Each method is one round trip and atomic, and takes its time from the server. Safe to share between threads. All
 * throw a {@link dev.redkeep.core.client.RedisException} if Redis fails.
 *
 * <p>A service that follows the document finds a token of this library until it is used, and then no more; and a token
 * that such a service wrote is consumed here. It does not find codes: what can be guessed must not stand in a key, so a
 * code is stored only as an HMAC-SHA-256 under a {@linkplain VerificationOptions#pepper() pepper}, and each attempt at it
 * is counted before it is compared (NIST SP 800-63B, section 5.2.2).
 */
public interface Verifications {
    /**
     * Keeps tokens as the document says, and issues no codes.
     *
     * @param redis where
     * @return the verifications
     * @throws IllegalArgumentException on a Redis Cluster, where the documented layout puts a user's keys into different
     *     slots
     */
    static Verifications on(Redis redis) {
        return on(redis, VerificationOptions.defaults());
    }

    /**
     * Keeps tokens and codes as the options say.
     *
     * @param redis where
     * @param options how
     * @return the verifications
     * @throws IllegalArgumentException on a Redis Cluster, unless the layout is {@link
     *     dev.redkeep.core.key.KeyLayout#HARDENED}
     */
    static Verifications on(Redis redis, VerificationOptions options) {
        return new RedisVerifications(redis, options);
    }

    /**
     * Issues a token of 256 random bits, or a code. Its cost grows with the number of the user's live tokens of the type.
     *
     * @param verification what it proves, and how
     * @return what goes to the user
     * @throws IllegalArgumentException if a code is asked for and the options have no pepper; nothing was sent
     */
    IssuedVerification issue(NewVerification verification);

    /**
     * Uses a token or code up. Of any number of callers with one, one is told {@link ConsumedVerification.Status#OK}.
     *
     * <p>Four to ten digits are a code. An attempt at a code is counted for the user and the type, whether or not there is
     * one, so that a wrong code and an unknown one look alike; where none was issued here, attempts count for an hour.
     * That holds for codes of other services too.
     *
     * @param userId who brought it
     * @param type what it shall prove
     * @param token what was brought. What cannot be a token (blank, or of more than 8,192 UTF-16 units) is unknown, without
     *     a round trip
     * @return what became of it
     */
    ConsumedVerification consume(long userId, VerificationType type, String token);

    /**
     * How many tokens were met that could not be read, since this was built: no hash, or one that names another user or
     * type than its key. They count as unknown, and such a hash is used up.
     *
     * @return a count
     */
    long unreadable();
}
