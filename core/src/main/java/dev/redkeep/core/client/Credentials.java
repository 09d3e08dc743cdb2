package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who connects: nobody in particular, the default user with a password, or an ACL user. Immutable. Two are equal when
 * user and password are; {@code toString} shows the user and never the password.
 */
public final class Credentials {
    private static final Credentials NONE = new Credentials(null, null);

    private final @Nullable String user;
    private final @Nullable String password;

    private Credentials(@Nullable String user, @Nullable String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * No authentication: for a server that asks for none.
     *
     * @return credentials without user and password
     */
    public static Credentials none() {
        return NONE;
    }

    /**
     * The password of the default user, as {@code requirepass} sets it.
     *
     * @param password any text but the empty one
     * @return credentials without a user
     * @throws IllegalArgumentException if {@code password} is empty
     */
    public static Credentials password(String password) {
        if (requireNonNull(password, "password").isEmpty()) {
            throw new IllegalArgumentException("password must not be empty; without one, use no credentials");
        }
        return new Credentials(null, password);
    }

    /**
     * An ACL user.
     *
     * @param user the name; not empty, no white space
     * @param password any text; empty for a user that is set to {@code nopass}
     * @return credentials with both
     * @throws IllegalArgumentException if {@code user} is empty or has white space or control characters
     */
    public static Credentials user(String user, String password) {
        return new Credentials(Bounds.word("user", user), requireNonNull(password, "password"));
    }

    /**
     * The ACL user.
     *
     * @return the name, or empty for the default user
     */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /**
     * The password, in the clear.
     *
     * @return the password, or empty if there is nothing to authenticate with; always present beside a user
     */
    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials that
                && Objects.equals(user, that.user)
                && Objects.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(user, password);
    }

    /**
     * Who, without the password.
     *
     * @return a text that is safe to log
     */
    @Override
    public String toString() {
        if (password == null) {
            return "Credentials[none]";
        }
        return user == null ? "Credentials[password=***]" : "Credentials[user=" + user + ", password=***]";
    }
}
