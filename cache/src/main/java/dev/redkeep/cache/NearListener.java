package dev.redkeep.cache;

import dev.redkeep.core.client.KeyFeedListener;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Turns what the feed tells, which is keys as bytes, into changes of what this process holds. */
final class NearListener implements KeyFeedListener {
    private final NearMemory<?, ?> memory;
    private final Function<byte[], Optional<String>> markOf;
    private final UnaryOperator<byte[]> valueOf;

    /**
     * For one cache.
     *
     * @param markOf the mark whose key this is, as {@link Marks} names it; empty if it is no mark's key
     * @param valueOf the value's key where this is a key of a note; any other key as it is
     */
    NearListener(NearMemory<?, ?> memory, Function<byte[], Optional<String>> markOf, UnaryOperator<byte[]> valueOf) {
        this.memory = memory;
        this.markOf = markOf;
        this.valueOf = valueOf;
    }

    @Override
    public void changed(byte[] key) {
        Optional<String> mark = markOf.apply(key);
        if (mark.isPresent()) {
            memory.changed(mark.get());
        } else {
            memory.changed(valueOf.apply(key));
        }
    }

    @Override
    public void allChanged() {
        memory.lost();
    }

    @Override
    public void inSync(long asOfNanos) {
        memory.inSync(asOfNanos);
    }
}
