package dev.redkeep.cache;

import org.jspecify.annotations.Nullable;

/** Throws again what another thread, or an earlier step, ended with. */
final class Unchecked {
    private Unchecked() {}

    /** To be thrown; an error is thrown already. What ought to have been unchecked, and is not, becomes the cause. */
    static RuntimeException of(@Nullable Throwable failure) {
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
