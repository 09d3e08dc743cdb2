package dev.redkeep.cache.writebehind;

import java.util.List;

/**
 * Changes that a worker has, until it says what became of them.
 *
 * @param token tells this claim from any other
 * @param beginBy until when the writer may be given them, by {@link System#nanoTime()}; then the lease is all the writer's
 * @param entries the changes
 */
record ClaimedChanges(String token, long beginBy, List<StoredChange> entries) {
    boolean isLate() {
        return System.nanoTime() - beginBy >= 0;
    }
}
