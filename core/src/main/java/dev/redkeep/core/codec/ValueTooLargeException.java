package dev.redkeep.core.codec;

import static java.util.Objects.requireNonNull;

/**
 * A value is larger than its codec allows. Nothing was sent. The message names the codec and both sizes, never the
 * value.
 */
public final class ValueTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The size of the encoded value in bytes. */
    private final int size;

    /** The largest size allowed in bytes. */
    private final int bound;

    /**
     * An exception for a value over the bound; for codecs of one's own too.
     *
     * @param codec what refuses the value: a codec's {@code toString} or the name of a type
     * @param size the size of the encoded value in bytes
     * @param bound the largest size allowed in bytes
     */
    public ValueTooLargeException(String codec, int size, int bound) {
        super("value is " + size + " bytes as " + requireNonNull(codec, "codec") + ", more than the bound of " + bound
                + ". Remedy: store less under one key, or raise the codec's bound");
        this.size = size;
        this.bound = bound;
    }

    /**
     * The size of the encoded value.
     *
     * @return the size in bytes
     */
    public int size() {
        return size;
    }

    /**
     * The largest size allowed.
     *
     * @return the bound in bytes
     */
    public int bound() {
        return bound;
    }
}
