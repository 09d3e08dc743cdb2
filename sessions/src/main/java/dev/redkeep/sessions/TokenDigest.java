package dev.redkeep.sessions;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern2;
import java.nio.charset.StandardCharsets;

/** What a hardened key has in place of a token. Asked of the pattern, so that it is spelled there alone. */
final class TokenDigest {
    private static final KeyPattern2<Long, String> HARDENED = SessionKeys.SESSION.in(KeyLayout.HARDENED);
    private static final int PREFIX = HARDENED.prefix(0L).length;

    private TokenDigest() {}

    static String of(String token) {
        byte[] key = HARDENED.key(0L, token).bytes();
        return new String(key, PREFIX, key.length - PREFIX, StandardCharsets.US_ASCII);
    }
}
