package dev.redkeep.cache;

import dev.redkeep.core.script.ScriptCall;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was there when somebody looked. */
final class Look<V> {
    private static final byte[] NONE = {};

    private final byte @Nullable [] value;
    private final byte @Nullable [] note;
    private final @Nullable Entry<V> entry;

    /**
     * What somebody saw.
     *
     * @param value the bytes under the value's key; null for none
     * @param note the bytes under its note's key; null for none
     * @param entry what they mean; null if that is nothing, or nothing that is valid
     */
    Look(byte @Nullable [] value, byte @Nullable [] note, @Nullable Entry<V> entry) {
        this.value = value;
        this.note = note;
        this.entry = entry;
    }

    /** Nobody looked. */
    static <V> Look<V> none() {
        return new Look<>(null, null, null);
    }

    @Nullable
    Entry<V> entry() {
        return entry;
    }

    /** Says to a script what was seen, so that it can tell whether there is something else now. */
    <R> void tell(ScriptCall<R> call, boolean noted) {
        tell(call, value);
        if (noted) {
            tell(call, note);
        }
    }

    private static <R> void tell(ScriptCall<R> call, byte @Nullable [] seen) {
        if (seen == null) {
            call.arg(-1).arg(NONE);
        } else {
            call.arg(seen.length).arg(Arrays.copyOf(seen, Math.min(seen.length, Envelope.HEAD_BYTES)));
        }
    }
}
