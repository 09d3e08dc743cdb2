package dev.redkeep.sessions.token;

import dev.redkeep.core.key.Key;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Short codes as they are stored: a million of them are soon tried, so the digest needs a secret that Redis lacks. */
final class CodeDigest {
    static final String ALGORITHM = "HmacSHA256";

    private CodeDigest() {}

    /** In base64url. The key of the code in the documented layout binds it to its user and type (RFC 2104). */
    static String of(SecretKey pepper, Key place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(place.bytes()));
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("pepper must be a key for " + ALGORITHM, unfit);
        }
    }
}
