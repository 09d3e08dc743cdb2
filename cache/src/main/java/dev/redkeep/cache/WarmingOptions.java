package dev.redkeep.cache;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How a cache is warmed. Immutable.
 *
 * @param batch how many keys are looked up, and loaded, together; from 1 to 1,000
 * @param parallelism how many batches at once; from 1 to 64
 * @param perSecond the most keys a second, from 0, which is as many as can be
 * @param resumeAt how many keys to pass over, from 0: the position that an earlier run reached
 * @param total how many keys there are, for the time left; empty if not known
 * @param progress is told after each batch, on one thread at a time. If it throws, the warming ends with that
 */
public record WarmingOptions(
        int batch,
        int parallelism,
        double perSecond,
        long resumeAt,
        OptionalLong total,
        Consumer<? super WarmingProgress> progress) {
    private static final WarmingOptions DEFAULTS =
            new WarmingOptions(100, 4, 0, 0, OptionalLong.empty(), progress -> {});

    /**
     * Checks the bounds.
     *
     * @param batch from 1 to 1,000
     * @param parallelism from 1 to 64
     * @param perSecond from 0
     * @param resumeAt from 0
     * @param total from 0, or empty
     * @param progress is told after each batch
     * @throws IllegalArgumentException if one is out of range
     */
    public WarmingOptions {
        check("batch", batch, 1, 1_000);
        check("parallelism", parallelism, 1, 64);
        check("resumeAt", resumeAt, 0, Long.MAX_VALUE);
        check("total", total.orElse(0), 0, Long.MAX_VALUE);
        if (!(perSecond >= 0 && perSecond <= 1e9)) {
            throw new IllegalArgumentException("perSecond must be 0 to 1,000,000,000");
        }
    }

    /**
     * Batches of 100, 4 at once, as fast as can be, from the beginning, telling nobody.
     *
     * @return the defaults
     */
    public static WarmingOptions defaults() {
        return DEFAULTS;
    }

    /**
     * With another size of batches.
     *
     * @param keys from 1 to 1,000
     * @return options like these
     */
    public WarmingOptions withBatch(int keys) {
        return new WarmingOptions(keys, parallelism, perSecond, resumeAt, total, progress);
    }

    /**
     * With another number of batches at once.
     *
     * @param batches from 1 to 64
     * @return options like these
     */
    public WarmingOptions withParallelism(int batches) {
        return new WarmingOptions(batch, batches, perSecond, resumeAt, total, progress);
    }

    /**
     * With a bound on the rate.
     *
     * @param keys the most a second; 0 for no bound
     * @return options like these
     */
    public WarmingOptions withPerSecond(double keys) {
        return new WarmingOptions(batch, parallelism, keys, resumeAt, total, progress);
    }

    /**
     * Beginning later.
     *
     * @param position how many keys to pass over, from 0
     * @return options like these
     */
    public WarmingOptions withResumeAt(long position) {
        return new WarmingOptions(batch, parallelism, perSecond, position, total, progress);
    }

    /**
     * With the number of keys, so that the time left can be told.
     *
     * @param keys from 0
     * @return options like these
     */
    public WarmingOptions withTotal(long keys) {
        return new WarmingOptions(batch, parallelism, perSecond, resumeAt, OptionalLong.of(keys), progress);
    }

    /**
     * With somebody to tell.
     *
     * @param told is told after each batch, on one thread at a time
     * @return options like these
     */
    public WarmingOptions withProgress(Consumer<? super WarmingProgress> told) {
        return new WarmingOptions(batch, parallelism, perSecond, resumeAt, total, told);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most);
        }
    }
}
