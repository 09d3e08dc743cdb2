package dev.redkeep.core.codec;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.TOO_LARGE;
import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

/** Bounds the size of another codec's output. */
record LimitedCodec<T>(Codec<T> inner, int maxBytes) implements Codec<T> {

    LimitedCodec {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, but is " + maxBytes);
        }
    }

    @Override
    public byte[] encode(T value) {
        byte[] data = inner.encode(value);
        if (data.length > maxBytes) {
            throw new ValueTooLargeException(toString(), data.length, maxBytes);
        }
        return data;
    }

    @Override
    public T decode(byte[] data) {
        return decode(data, 0);
    }

    @Override
    public T decode(byte[] data, int from) {
        int length = requireNonNull(data, "data").length - checkIndex(from, data.length + 1);
        if (length > maxBytes) {
            throw UnreadableDataException.of(TOO_LARGE, toString(), length, "the bound is " + maxBytes);
        }
        return inner.decode(data, from);
    }

    @Override
    public long fingerprint() {
        return inner.fingerprint();
    }

    @Override
    public String toString() {
        return inner + ".limited";
    }
}
