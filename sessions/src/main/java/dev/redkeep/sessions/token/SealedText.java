package dev.redkeep.sessions.token;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.codec.UnreadableDataException.Reason;
import dev.redkeep.core.key.Key;

/**
 * Text as it is stored, encrypted for one key.
 *
 * @param encryptor what encrypts
 */
record SealedText(Encryptor encryptor) {
    private static final Codec<String> TEXT = Codec.string();

    /** The bytes to store. The place is a key of the documented layout in any case, so that a layout can be changed. */
    byte[] seal(String text, Key place) {
        return encryptor.encrypt(TEXT.encode(text), place.bytes());
    }

    /** The text that was stored; unreadable if it is blank, since no token is. */
    String open(byte[] stored, Key place) {
        String text = TEXT.decode(encryptor.decrypt(stored, place.bytes()));
        if (text.isBlank()) {
            throw UnreadableDataException.of(Reason.MALFORMED, place.toString(), stored.length, "blank");
        }
        return text;
    }
}
