package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;

/**
 * What an application must find again when a browser comes back from an OAuth provider, kept for ten minutes and used
 * once: a hash for each flow, field for field as Discours documents it (D6).
 *
 * <pre>{@code
 * OAuthStart start = states.begin(NewOAuthState.of(OAuthProvider.GOOGLE, "/account").pkce());
 * // to the browser: a cookie with start.csrfToken(), a redirect with start.state() and start.codeChallenge()
 * ConsumedState consumed = states.consume(state, cookie);
 * }</pre>
 *
 * <p>Each method is one round trip and atomic, and takes its time from the server. Safe to share between threads. Works on
 * a Cluster in either layout, since a flow has one key. All throw a {@link dev.redkeep.core.client.RedisException} if
 * Redis fails.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700, section 4.7</a>
 */
public interface OAuthStates {
    /**
     * Keeps flows as the document says.
     *
     * @param redis where
     * @return the flows
     */
    static OAuthStates on(Redis redis) {
        return on(redis, OAuthOptions.defaults());
    }

    /**
     * Keeps flows as the document says, the code verifier encrypted.
     *
     * @param redis where
     * @param encryptor what encrypts the code verifier
     * @return the flows
     */
    static OAuthStates on(Redis redis, Encryptor encryptor) {
        return on(redis, OAuthOptions.defaults().withEncryptor(encryptor));
    }

    /**
     * Keeps flows as the options say.
     *
     * @param redis where
     * @param options how
     * @return the flows
     */
    static OAuthStates on(Redis redis, OAuthOptions options) {
        return new RedisOAuthStates(redis, options);
    }

    /**
     * Begins a flow: issues its state of 256 random bits and, unless one is given, a token that binds it to the browser.
     *
     * @param flow what to keep
     * @return what goes to the browser
     */
    OAuthStart begin(NewOAuthState flow);

    /**
     * Uses a state up. Of any number of callers with one state, one gets an answer other than {@link
     * ConsumedState.Status#UNKNOWN}, also if the binding is wrong. The binding is compared in constant time.
     *
     * @param state what the provider sent back. What cannot be a state (blank, or of more than 8,192 UTF-16 units) is
     *     unknown, without a round trip
     * @param csrfToken what the browser kept; empty text if it brought nothing
     * @return what became of it
     * @throws UnreadableTokenException if it is unreadable and the options say so; it is used up then too, unless another
     *     type of data lies there
     */
    ConsumedState consume(String state, String csrfToken);

    /**
     * How many states were met that could not be read, since this was built.
     *
     * @return a count
     */
    long unreadable();

    /**
     * Works out the code challenge of a code verifier by the method {@code S256}: for a flow that is kept elsewhere.
     *
     * @param codeVerifier 43 to 128 ASCII letters, digits, hyphens, dots, underscores and tildes
     * @return the challenge: 43 characters of base64url
     * @throws IllegalArgumentException if it is no code verifier; the message does not show it
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.2">RFC 7636, section 4.2</a>
     */
    static String codeChallenge(String codeVerifier) {
        return CodeChallenge.of(codeVerifier);
    }
}
