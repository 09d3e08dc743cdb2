package dev.redkeep.ratelimit;

import java.util.List;

/** What an algorithm's prelude should do, by the clock of the caller: one subject, whose limit may change with each step. */
abstract class AlgorithmModel {
    static AlgorithmModel of(Algorithm algorithm) {
        return switch (algorithm) {
            case GCRA -> new BurstModels.Gcra();
            case TOKEN_BUCKET -> new BurstModels.TokenBucket();
            case SLIDING_WINDOW_LOG -> new WindowModels.SlidingWindowLog();
            case SLIDING_WINDOW_COUNTER -> new WindowModels.SlidingWindowCounter();
            case FIXED_WINDOW -> new WindowModels.FixedWindow();
            case CONCURRENCY -> throw new IllegalArgumentException("is no limit in time");
        };
    }

    /** Permits to be had now; brings the state to the present where a limit was lowered or the clock set back. */
    abstract double look(long now, double span, long most);

    /** Microseconds until so many can be had, after a look. */
    abstract long wait(long now, double span, long most, long permits);

    /** Takes or gives back, after a look. */
    abstract void take(long now, double span, long most, long permits);

    /** Taken, to be had now, retry and reset, as the script answers. */
    List<Long> step(long now, double span, long most, long permits, long least) {
        double free = look(now, span, most);
        long taken = Math.min(permits, (long) free);
        taken = taken < least ? 0 : taken;
        if (taken != 0) {
            take(now, span, most, taken);
            free = look(now, span, most);
        }
        boolean served = least > 0 && taken >= least;
        long use = Math.max(1, least);
        long retry = served || free >= use ? 0 : wait(now, span, most, use);
        return List.of(taken, (long) free, retry, wait(now, span, most, most));
    }
}
