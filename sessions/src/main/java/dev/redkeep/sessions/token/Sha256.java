package dev.redkeep.sessions.token;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;

/** SHA-256, bare and as HMAC (RFC 2104), and the form in which a digest is stored and sent. */
final class Sha256 {
    static final String HMAC = "HmacSHA256";

    private Sha256() {}

    /** 32 bytes. */
    static byte[] of(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** 32 bytes, over the parts as if they were one. */
    static byte[] hmac(Key key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("the key must be one for " + HMAC, unfit);
        }
    }

    /** In base64url without padding (RFC 4648, section 5): a digest has 43 characters. */
    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
