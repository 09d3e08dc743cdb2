package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import java.util.Optional;

/**
 * The tokens that OAuth providers issued for users, shared by every instance of an application and with services in other
 * languages: two strings for each user and provider, byte for byte as Discours documents them (D4, D5), or encrypted.
 *
 * <pre>{@code
 * OAuthTokens tokens = OAuthTokens.on(redis, encryptor);
 * tokens.save(123, OAuthProvider.GOOGLE, OAuthGrant.of(access).withExpiresIn(Duration.ofSeconds(3599)));
 * Optional<StoredToken> token = tokens.access(123, OAuthProvider.GOOGLE);
 * }</pre>
 *
 * <p>Each method is one round trip and atomic. Safe to share between threads. All throw a {@link
 * dev.redkeep.core.client.RedisException} if Redis fails.
 *
 * <p>With an {@link Encryptor} a value is bound to its kind, its user and its provider: copied under another key it is
 * unreadable. The binding does not depend on the layout.
 */
public interface OAuthTokens {
    /**
     * Keeps tokens as they are, as the document says.
     *
     * @param redis where
     * @return the tokens
     * @throws IllegalArgumentException on a Redis Cluster, where the documented layout puts a user's tokens into different
     *     slots
     */
    static OAuthTokens on(Redis redis) {
        return on(redis, OAuthOptions.defaults());
    }

    /**
     * Keeps tokens encrypted, under the documented keys.
     *
     * @param redis where
     * @param encryptor what encrypts
     * @return the tokens
     * @throws IllegalArgumentException as {@link #on(Redis)}
     */
    static OAuthTokens on(Redis redis, Encryptor encryptor) {
        return on(redis, OAuthOptions.defaults().withEncryptor(encryptor));
    }

    /**
     * Keeps tokens as the options say.
     *
     * @param redis where
     * @param options how
     * @return the tokens
     * @throws IllegalArgumentException on a Redis Cluster, unless the layout is {@link
     *     dev.redkeep.core.key.KeyLayout#HARDENED}
     */
    static OAuthTokens on(Redis redis, OAuthOptions options) {
        return new RedisOAuthTokens(redis, options);
    }

    /**
     * Stores what a provider granted, in place of what it granted before. The access token lives as long as the provider
     * said, or the documented hour. A grant without a refresh token leaves the former one as it is, since the provider
     * then lets it be used again (RFC 6749, section 6).
     *
     * @param userId whose tokens they are
     * @param provider who issued them
     * @param grant what was issued
     */
    void save(long userId, OAuthProvider provider, OAuthGrant grant);

    /**
     * Reads the access token.
     *
     * @param userId whose it is
     * @param provider who issued it
     * @return the token; empty if there is none, it has expired, or it is unreadable and the options say to ignore that
     * @throws UnreadableTokenException if it is unreadable and the options say so
     */
    Optional<StoredToken> access(long userId, OAuthProvider provider);

    /**
     * Reads the refresh token.
     *
     * @param userId whose it is
     * @param provider who issued it
     * @return as {@link #access}
     * @throws UnreadableTokenException as {@link #access}
     */
    Optional<StoredToken> refresh(long userId, OAuthProvider provider);

    /**
     * Deletes both tokens of a provider, readable or not. That there are none is no error. The provider is not told.
     *
     * @param userId whose they are
     * @param provider who issued them
     * @return how many are gone, 0 to 2
     */
    DeletedTokens delete(long userId, OAuthProvider provider);

    /**
     * Deletes the tokens of all providers, as when a user leaves. That there are none is no error.
     *
     * @param userId whose they are
     * @return how many are gone, 0 to 14
     */
    DeletedTokens deleteAll(long userId);

    /**
     * How many tokens were met that could not be read, since this was built.
     *
     * @return a count
     */
    long unreadable();
}
