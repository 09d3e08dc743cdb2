package dev.redkeep.sessions.token;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.KeyLayout;

/**
 * How what belongs to OAuth is kept. Immutable.
 *
 * @param encryptor what encrypts tokens and code verifiers before they are stored
 * @param unreadable what to do with what cannot be read
 * @param layout how keys are spelled
 */
public record OAuthOptions(Encryptor encryptor, Unreadable unreadable, KeyLayout layout) {
    /** What to do with stored data that cannot be read: damaged, of another type, or encrypted with an unknown key. */
    public enum Unreadable {
        /** Behave as if there were nothing, and count it. */
        IGNORE,
        /** Count it, and throw an {@link UnreadableTokenException}. */
        FAIL
    }

    private static final OAuthOptions DEFAULTS =
            new OAuthOptions(Encryptor.none(), Unreadable.IGNORE, KeyLayout.DOCUMENTED);

    /**
     * Checks that nothing is missing.
     *
     * @param encryptor see the record
     * @param unreadable see the record
     * @param layout see the record
     */
    public OAuthOptions {
        requireNonNull(encryptor, "encryptor");
        requireNonNull(unreadable, "unreadable");
        requireNonNull(layout, "layout");
    }

    /**
     * As the document says: values as they are, keys in the documented layout; what is unreadable is ignored and counted.
     *
     * @return the defaults
     */
    public static OAuthOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes what encrypts. Services that follow the document alone cannot read what is encrypted.
     *
     * @param value the encryptor
     * @return a copy
     */
    public OAuthOptions withEncryptor(Encryptor value) {
        return new OAuthOptions(value, unreadable, layout);
    }

    /**
     * Changes what is done with what is unreadable.
     *
     * @param value what to do
     * @return a copy
     */
    public OAuthOptions withUnreadable(Unreadable value) {
        return new OAuthOptions(encryptor, value, layout);
    }

    /**
     * Changes how keys are spelled.
     *
     * @param value {@link KeyLayout#HARDENED} for a Cluster, or to keep an OAuth flow's state out of key names
     * @return a copy
     */
    public OAuthOptions withLayout(KeyLayout value) {
        return new OAuthOptions(encryptor, unreadable, value);
    }

    /**
     * Tells everything but the encryptor.
     *
     * @return such as {@code OAuthOptions[unreadable=IGNORE, layout=DOCUMENTED]}
     */
    @Override
    public String toString() {
        return "OAuthOptions[unreadable=" + unreadable + ", layout=" + layout + "]";
    }
}
