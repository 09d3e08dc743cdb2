package dev.redkeep.cache;

import org.jspecify.annotations.Nullable;

/** What is to be stored. */
final class Draft {
    private static final byte[] NONE = {};

    private final byte @Nullable [] value;
    private final byte @Nullable [] note;
    private final long keptMillis;
    private final Envelope envelope;

    /**
     * What is to be stored.
     *
     * @param value the bytes under the value's key; null to store the note only
     * @param note the bytes under the note's key; null if there is none
     * @param keptMillis how long Redis keeps them; 0 for ever
     * @param envelope what is remembered
     */
    Draft(byte @Nullable [] value, byte @Nullable [] note, long keptMillis, Envelope envelope) {
        this.value = value;
        this.note = note;
        this.keptMillis = keptMillis;
        this.envelope = envelope;
    }

    boolean hasValue() {
        return value != null;
    }

    byte[] valueOrNone() {
        return value == null ? NONE : value;
    }

    byte @Nullable [] note() {
        return note;
    }

    long keptMillis() {
        return keptMillis;
    }

    Envelope envelope() {
        return envelope;
    }

    int weight() {
        return valueOrNone().length + (note == null ? 0 : note.length);
    }
}
