package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import java.util.List;

/**
 * Refresh tokens that are used once: each use gives a successor, and the successors of one log-in are a family. Whoever
 * presents a token that was used before is a thief, or the owner whom a thief outran; which of the two cannot be told, so
 * the family ends for both.
 *
 * <pre>{@code
 * RefreshTokens tokens = RefreshTokens.on(redis);
 * IssuedRefreshToken first = tokens.issue(123);                  // at the log-in
 * RefreshRotation rotation = tokens.rotate(first.token());       // when the access token is over
 * Optional<IssuedRefreshToken> next = rotation.successor();      // empty: sign in again
 * }</pre>
 *
 * <p>A client that got no answer presents its token again. For the time of the grace it gets the same successor, unless that
 * was used already; so does every one of many requests at once. So {@link #rotate} may be repeated after any failure.
 *
 * <p>Redis holds SHA-256 digests, never a token. A successor is not stored for the retry either: it is the HMAC-SHA-256,
 * keyed with the token before it, of a random salt, and the salt is stored. So a successor comes only from a token and
 * Redis together, and there is no key of encryption to keep, to share or to change.
 *
 * <p>A token names its user and family, readable for who holds it, so that it is found without an index; what it names
 * counts only with its 256 bits of secret.
 *
 * <p>A user has only so many families ({@link RefreshTokenOptions#maxFamilies()}), also where many log-ins come at once.
 *
 * <p>Each method is one round trip and atomic, takes its time from the server, and works on a Cluster: a user's keys share
 * a slot. Safe to share between threads. Beside what each method names, all throw a {@link
 * dev.redkeep.core.client.RedisException} if Redis fails.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, section 4.14.2: refresh token rotation</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, section 6: refreshing an access token</a>
 */
public interface RefreshTokens {
    /**
     * Keeps refresh tokens by the {@linkplain RefreshTokenOptions#defaults() defaults}.
     *
     * @param redis where
     * @return the tokens
     */
    static RefreshTokens on(Redis redis) {
        return on(redis, RefreshTokenOptions.defaults());
    }

    /**
     * Keeps refresh tokens as the options say.
     *
     * @param redis where
     * @param options how
     * @return the tokens
     */
    static RefreshTokens on(Redis redis, RefreshTokenOptions options) {
        return new RedisRefreshTokens(redis, options, () -> "");
    }

    /**
     * Begins a family. Of the families that are too many with it, those that would end first are revoked: their tokens
     * give {@link RefreshRotation.Outcome#REVOKED}. What has expired does not count.
     *
     * @param userId whose it is
     * @return its first token
     */
    IssuedRefreshToken issue(long userId);

    /**
     * Begins a family as {@link #issue(long)} does, with something to recognise it by in a {@linkplain #list list}.
     *
     * @param userId whose it is
     * @param details such as the client and the device; not blank, at most 1,024 UTF-16 units
     * @return its first token
     * @throws IllegalArgumentException if the details are out of bounds
     */
    IssuedRefreshToken issue(long userId, String details);

    /**
     * Takes a token and gives its successor. A token that was used before ends the family; one that is unknown, whatever
     * family it names, ends nothing. What cannot be a token is unknown without a round trip.
     *
     * @param token what the client presented
     * @return what became of it
     */
    RefreshRotation rotate(String token);

    /**
     * Ends the family of a token: signs out. The token may be one that was used. That it is unknown is no error, as RFC
     * 7009 asks, and ends nothing.
     *
     * @param token what the client presented
     * @return how many families ended, 0 or 1
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.2">RFC 7009, section 2.2</a>
     */
    RefreshRevocation revoke(String token);

    /**
     * Ends a family: signs a device out. That there is none is no error.
     *
     * @param userId whose it is
     * @param familyId its id
     * @return how many families ended, 0 or 1
     * @throws IllegalArgumentException if the id is blank or has more than 1,024 UTF-16 units
     */
    RefreshRevocation revokeFamily(long userId, String familyId);

    /**
     * Ends all of a user's families: signs out everywhere. Its cost grows with their number, which is bounded.
     *
     * @param userId whose
     * @return how many families ended
     */
    RefreshRevocation revokeAll(long userId);

    /**
     * Lists a user's living families. Its cost grows with their number, which is bounded.
     *
     * @param userId whose
     * @return the families, the one that was rotated last first
     */
    List<RefreshFamily> list(long userId);
}
