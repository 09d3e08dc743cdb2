package dev.redkeep.sessions.token;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptReply;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields of a flow, as {@code take_state} answers them: those of the document, and the code verifier. Any service may
 * have written them.
 */
record OAuthStateFields(List<Optional<byte[]>> fields) {
    private static final int REDIRECT_URI = 0;
    private static final int CSRF_TOKEN = 1;
    private static final int PROVIDER = 2;
    private static final int CREATED_AT = 3;
    private static final int CODE_VERIFIER = 4;

    static OAuthStateFields of(ScriptReply reply) {
        return new OAuthStateFields(reply.slots().stream()
                .map(slot -> slot.present().map(ScriptReply::bytes))
                .toList());
    }

    /** Whether the browser brought the token that the flow is bound to, in constant time; an empty one binds nothing. */
    boolean boundTo(String csrfToken) {
        byte[] bound = text(CSRF_TOKEN).getBytes(UTF_8);
        return MessageDigest.isEqual(bound, csrfToken.getBytes(UTF_8));
    }

    OAuthState read(SealedText sealed, Key place) {
        try {
            return new OAuthState(
                    OAuthProvider.valueOf(text(PROVIDER).toUpperCase(Locale.ROOT)),
                    text(REDIRECT_URI),
                    Instant.ofEpochSecond(Long.parseLong(text(CREATED_AT))),
                    fields.get(CODE_VERIFIER).map(stored -> sealed.open(stored, place)));
        } catch (IllegalArgumentException | DateTimeException otherWords) {
            throw unreadable();
        }
    }

    private String text(int field) {
        if (fields.isEmpty()) {
            throw unreadable(); // no hash
        }
        return fields.get(field)
                .map(bytes -> new String(bytes, UTF_8))
                .filter(text -> !text.isBlank())
                .orElseThrow(OAuthStateFields::unreadable);
    }

    private static UnreadableDataException unreadable() {
        return UnreadableDataException.of(
                MALFORMED, TokenKeys.OAUTH_STATE.template(), 0, "a field is missing or wrong");
    }
}
