package dev.redkeep.benchmarks.caches;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache that two clients have in common, each as if in a process of its own.
 *
 * @param clients how each reads a value, which loads it if there is none
 */
record Cold(String name, List<Reading> clients, Runnable closing) implements AutoCloseable {
    interface Reading {
        @Nullable
        Object get(long key) throws Exception;
    }

    @Override
    public void close() {
        closing.run();
    }
}
