package dev.redkeep.sessions;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a fallback behaves. Immutable.
 *
 * @param probeEvery how long the breaker answers from memory before one caller tries Redis again; 10 ms to 5 min
 * @param unknown what a look-up in memory answers that finds nothing
 * @param onReturn what becomes of the sessions that were made meanwhile, when Redis returns
 */
public record FallbackOptions(Duration probeEvery, Unknown unknown, OnReturn onReturn) {
    /** What is said of a session that is not in memory while Redis, which may have it, is away or a revocation of it waits. What was revoked is gone. */
    public enum Unknown {
        /**
         * A {@link dev.redkeep.core.client.RedisUnavailableException}, without waiting: nobody can tell. So fail a list and a
         * count if memory has none of the user; otherwise both tell what is in memory.
         */
        FAIL,
        /** That there is none, so that the user has to log in again. Lists and counts tell what is in memory. */
        ABSENT
    }

    /** What becomes of sessions that were made while Redis was away. */
    public enum OnReturn {
        /**
         * They are created in Redis, with what is left of their absolute lives; the idle time begins anew. One that is there
         * already gets what was changed here. One that Redis does not take ends, told as {@link
         * SessionEvent.Kind#EVICTED}: it has no room there or has ended there, or Redis refuses it, since its memory is
         * full for instance.
         */
        CARRY_OVER,
        /** They end, told as {@link SessionEvent.Kind#EVICTED}. */
        DROP
    }

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final FallbackOptions DEFAULTS =
            new FallbackOptions(Duration.ofSeconds(1), Unknown.FAIL, OnReturn.CARRY_OVER);

    /**
     * Checks the bounds.
     *
     * @param probeEvery 10 ms to 5 min
     * @param unknown what a look-up answers that finds nothing
     * @param onReturn what becomes of the sessions that were made meanwhile
     * @throws IllegalArgumentException if {@code probeEvery} is out of bounds
     */
    public FallbackOptions {
        requireNonNull(unknown, "unknown");
        requireNonNull(onReturn, "onReturn");
        if (probeEvery.compareTo(SHORTEST) < 0 || probeEvery.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("probeEvery must be from 10 ms to 5 min");
        }
    }

    /**
     * A probe each second; what is not in memory fails; sessions are carried over.
     *
     * @return the defaults
     */
    public static FallbackOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes how often Redis is tried again.
     *
     * @param value 10 ms to 5 min
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public FallbackOptions withProbeEvery(Duration value) {
        return new FallbackOptions(value, unknown, onReturn);
    }

    /**
     * Changes what is said of sessions that are not in memory.
     *
     * @param value what
     * @return a copy
     */
    public FallbackOptions withUnknown(Unknown value) {
        return new FallbackOptions(probeEvery, value, onReturn);
    }

    /**
     * Changes what becomes of sessions made meanwhile.
     *
     * @param value what
     * @return a copy
     */
    public FallbackOptions withOnReturn(OnReturn value) {
        return new FallbackOptions(probeEvery, unknown, value);
    }
}
