package dev.redkeep.benchmarks.turns;

/**
 * What was used up to a moment, or between two.
 *
 * @param cpuNanos processor time of this process, in which the clients are; the server is another
 * @param commands what the server ran, also inside scripts
 * @param reads how often the server read from a connection: one for each round trip, less where callers share one
 */
record Usage(long cpuNanos, long commands, long reads) {
    /** What was used since; without the one question that was asked between the two. */
    Usage until(Usage later) {
        return new Usage(later.cpuNanos - cpuNanos, later.commands - commands - 1, later.reads - reads - 1);
    }

    Usage plus(Usage other) {
        return new Usage(cpuNanos + other.cpuNanos, commands + other.commands, reads + other.reads);
    }
}
