package dev.redkeep.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One benchmark of JMH's.
 *
 * @param nanos for each operation, over all iterations; null if none was finished
 * @param bytes allocated for each operation
 */
public record Micro(String name, @Nullable Spread nanos, double bytes) {}
