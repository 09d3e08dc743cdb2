package dev.redkeep.core.codec;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * Stored data are not what the codec writes. The message tells the codec, the size, the reason and the remedy, and
 * never any of the data: there is no cause and no foreign message, since a parser quotes what it read.
 *
 * <p>A feature that meets this follows its declared policy (a cache misses, a session store drops, fails or migrates)
 * and counts it.
 */
public final class UnreadableDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why data are unreadable. */
    public enum Reason {
        /**
         * Cut short, altered, or written by something else; which of these can't be told from the data.
         */
        MALFORMED("it was cut, altered or written by something else; delete the key and find its writer"),

        /** Larger than the codec's bound, as stored or when inflated. */
        TOO_LARGE("raise the codec's bound, or delete the key and find its writer"),

        /** Stamped by a codec of another shape, for instance by another version of the application. */
        OTHER_SHAPE("another version of the type wrote it; migrate it, or delete the key to have it written anew");

        private final String remedy;

        Reason(String remedy) {
            this.remedy = remedy;
        }
    }

    /** Why. */
    private final Reason reason;

    /** The size of the data in bytes. */
    private final int length;

    /** Where the fault was noticed, or -1. */
    private final long offset;

    private UnreadableDataException(Reason reason, String codec, int length, long offset, String detail) {
        super("Unreadable data for " + codec + ": " + reason + ", " + length + " bytes"
                + (offset < 0 ? "" : ", at byte " + offset) + ", " + detail + ". Remedy: " + reason.remedy);
        this.reason = reason;
        this.length = length;
        this.offset = offset < 0 ? -1 : offset;
    }

    /**
     * An exception for data unreadable as a whole; for codecs of one's own too.
     *
     * @param reason why
     * @param codec what could not read them: a codec's {@code toString} or the name of a type
     * @param length the size of the data in bytes
     * @param detail a few words on what is wrong; they must not quote the data
     * @return the exception, to be thrown by the caller
     */
    public static UnreadableDataException of(Reason reason, String codec, int length, String detail) {
        return at(-1, reason, codec, length, detail);
    }

    /**
     * An exception for data unreadable from a known place on; for codecs of one's own too.
     *
     * @param offset where the fault was noticed, in bytes from 0; negative if unknown
     * @param reason why
     * @param codec what could not read them: a codec's {@code toString} or the name of a type
     * @param length the size of the data in bytes
     * @param detail a few words on what is wrong; they must not quote the data
     * @return the exception, to be thrown by the caller
     */
    public static UnreadableDataException at(long offset, Reason reason, String codec, int length, String detail) {
        return new UnreadableDataException(
                requireNonNull(reason, "reason"),
                requireNonNull(codec, "codec"),
                length,
                offset,
                requireNonNull(detail, "detail"));
    }

    /**
     * Why the data are unreadable.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The size of the data that this codec was given. Inside a compressing or stamping codec that is less or more than
     * what is stored.
     *
     * @return the size in bytes
     */
    public int length() {
        return length;
    }

    /**
     * Where in the data the fault was noticed, which is at or after its place.
     *
     * @return the offset in bytes from 0; empty if unknown
     */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
