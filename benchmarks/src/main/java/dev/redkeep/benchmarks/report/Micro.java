package dev.redkeep.benchmarks.report;

/**
 * One benchmark of JMH's.
 *
 * @param nanos for each operation
 * @param error half the width of the interval that JMH trusts to 99.9 %; NaN where it has too few values
 * @param bytes allocated for each operation
 */
public record Micro(String name, double nanos, double error, double bytes) {}
