package dev.redkeep.benchmarks.caches;

import java.util.function.LongPredicate;

/**
 * A cache whose values can all be forgotten together.
 *
 * @param how what is called for it
 * @param fill puts so many values there, under the numbers from 0
 * @param has whether there is a value under a number
 */
record Tagged(String client, String how, Filling fill, LongPredicate has, Runnable forget, Runnable closing)
        implements AutoCloseable {
    interface Filling {
        void fill(int values) throws Exception;
    }

    @Override
    public void close() {
        closing.run();
    }
}
