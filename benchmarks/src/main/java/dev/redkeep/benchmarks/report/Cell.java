package dev.redkeep.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One contender in one row at one load.
 *
 * @param perSecond operations a second; null if no round was finished
 * @param ratio to raw Jedis in the same round; null as above
 * @param p50Micros latency that half of the operations kept; null where it was not measured
 * @param p99Micros latency that all but a hundredth kept; null where it was not measured
 * @param cpuMicros processor time of the client for each operation
 * @param commands what the server ran for each operation, also inside scripts
 * @param roundTrips how often the server read for each operation of a caller who was alone
 * @param reads how often the server read for each operation now: below the former where callers shared round trips
 * @param failure what stopped it; null if nothing
 */
public record Cell(
        String row,
        String contender,
        String threads,
        @Nullable Spread perSecond,
        @Nullable Spread ratio,
        @Nullable Double p50Micros,
        @Nullable Double p99Micros,
        double cpuMicros,
        double commands,
        double roundTrips,
        double reads,
        @Nullable String failure) {}
