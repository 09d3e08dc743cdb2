package dev.redkeep.sessions;

import dev.redkeep.sessions.bound.Bounds;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a session is found by: a token, and the user it routes to where that is known. Immutable. It holds a credential,
 * so that its text shows only the user.
 */
public final class SessionId {
    /** A user, and 256 random bits in base64url: what {@link SessionTokens} issues. */
    private static final Pattern ISSUED = Pattern.compile("(-?\\d{1,19})\\.[A-Za-z0-9_-]{43}");

    private final OptionalLong userId;
    private final String text;
    private final boolean listed;
    private final boolean possible;
    private @Nullable String digest;

    private SessionId(OptionalLong userId, String text, boolean listed, boolean possible) {
        this.userId = userId;
        this.text = text;
        this.listed = listed;
        this.possible = possible;
    }

    /**
     * A token that came with a request. One that the library issued carries its user; of others, such as a JWT, the user
     * is to be {@linkplain #of(long, String) named}, except in the Trackeep schema, which finds a session by its id alone.
     *
     * <p>Any text is taken, since a browser may send any. What cannot be a token, or does not tell its user where the schema
     * needs that, is an id of no session: each store answers that there is none, and sends nothing.
     *
     * @param token any text, also blank or too long
     * @return the id
     */
    public static SessionId of(String token) {
        OptionalLong user = routing(token);
        return new SessionId(user, token, false, user.isPresent() || isPossible(token));
    }

    /**
     * A token of which the caller knows whose it is, such as a JWT.
     *
     * @param userId whose
     * @param token any text; what cannot be a token is an id of no session, as for {@link #of(String)}
     * @return the id
     */
    public static SessionId of(long userId, String token) {
        return new SessionId(OptionalLong.of(userId), token, false, isPossible(token));
    }

    /** This id with its user, who is known by now. */
    SessionId withUser(long user) {
        return userId.isPresent() ? this : new SessionId(OptionalLong.of(user), text, listed, possible);
    }

    /** What an index names, which another program may have written: it is not checked, so that it breaks no list. */
    static SessionId indexed(long userId, String token) {
        return new SessionId(OptionalLong.of(userId), token, false, isPossible(token));
    }

    /** Of a session in the hardened layout that was listed: Redis has but the token's digest. */
    static SessionId listed(long userId, String digest) {
        return new SessionId(OptionalLong.of(userId), digest, true, true);
    }

    /** What a session is to be found by must be possible. */
    static String checkToken(String parameter, String token) {
        if (!isPossible(token)) {
            throw new IllegalArgumentException(parameter + " must not be blank, have at most " + Bounds.MAX_TOKEN
                    + " characters, and no half of a surrogate pair");
        }
        return token;
    }

    private static boolean isPossible(String token) {
        return token.length() <= Bounds.MAX_TOKEN
                && !token.isBlank()
                && token.codePoints()
                        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** Whether a session can be found by it. */
    boolean isPossible() {
        return possible;
    }

    private static OptionalLong routing(String token) {
        Matcher issued = ISSUED.matcher(token);
        try {
            return issued.matches() ? OptionalLong.of(Long.parseLong(issued.group(1))) : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /**
     * Whose it is, as far as the id tells.
     *
     * @return the user
     */
    public OptionalLong userId() {
        return userId;
    }

    /**
     * The credential, to be kept where only the user has it, such as a cookie.
     *
     * @return the token; empty for a session of the hardened layout that was listed or evicted, of which only a digest is
     *     stored. Such an id can be looked at ({@link SessionStore#find}) and revoked, and {@linkplain #equals equals} the one
     *     with the token. It cannot be used, updated or rotated: that takes the token
     */
    public Optional<String> token() {
        return listed ? Optional.empty() : Optional.of(text);
    }

    /** Checks what a session with this id is to be found by after a rotation. */
    void checkOther(String newToken) {
        String unused = checkToken("newToken", newToken);
        if (!listed && newToken.equals(text)) {
            throw new IllegalArgumentException("newToken must be another than the old");
        }
    }

    /** The token, or its digest if {@link #isListed}. */
    String text() {
        return text;
    }

    boolean isListed() {
        return listed;
    }

    /**
     * Whether the other is of the same session: an id with a token equals the one that a list of the hardened layout has
     * instead, so that a list tells which device is this one.
     *
     * @param other anything
     * @return true if it is an id of the same user, with the same token or its digest
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId id
                && id.userId.equals(userId)
                && (id.listed == listed ? id.text.equals(text) : id.digest().equals(digest()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(userId, digest());
    }

    /** What the hardened layout has of the token. It is computed where ids are compared or hashed, and at no look-up. */
    private String digest() {
        String known = digest;
        if (known == null) {
            known = listed ? text : TokenDigest.of(text);
            digest = known;
        }
        return known;
    }

    /**
     * Tells the user, never the token.
     *
     * @return such as {@code SessionId[userId=123]}
     */
    @Override
    public String toString() {
        return "SessionId[userId=" + (userId.isPresent() ? userId.getAsLong() : "?") + "]";
    }
}
