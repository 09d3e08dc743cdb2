package dev.redkeep.sessions;

import static dev.redkeep.sessions.SessionKeys.LEGACY_SESSION;

import dev.redkeep.core.key.Key;
import dev.redkeep.sessions.bound.Bounds;

/**
 * Where an older service may have left a session: D3 with a hyphen in the user's name escaped, as it is spelled here, and as
 * it is, as older services spelled it. The two are one where the name has no hyphen.
 *
 * @param escaped as {@link SessionKeys#LEGACY_SESSION} spells it
 * @param plain as the document does
 */
record LegacyKeys(Key escaped, Key plain) {
    static LegacyKeys of(long userId, String username, String token) {
        Key escaped = LEGACY_SESSION.key(userId, username, token);
        return new LegacyKeys(escaped, plain(userId, username, token, escaped));
    }

    /** With the name cut at its first hyphen, and what is behind that in front of the token, the bytes are the document's. */
    private static Key plain(long userId, String username, String token, Key escaped) {
        int hyphen = username.indexOf('-');
        String rest = username.substring(hyphen + 1) + "-" + token;
        boolean spells = hyphen > 0 && !username.substring(0, hyphen).isBlank() && rest.length() <= Bounds.MAX_TOKEN;
        return spells ? LEGACY_SESSION.key(userId, username.substring(0, hyphen), rest) : escaped;
    }
}
