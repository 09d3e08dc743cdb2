package dev.redkeep.benchmarks.turns;

/**
 * What was used up to a moment, or between two.
 *
 * @param cpuNanos processor time of this process, in which the clients are; the server is another
 * @param commands what the servers ran, also inside scripts
 * @param reads how often a server read from a connection: one for each round trip, less where callers share one
 */
record Usage(long cpuNanos, long commands, long reads) {
    /** What was used since. */
    Usage until(Usage later) {
        return new Usage(later.cpuNanos - cpuNanos, later.commands - commands, later.reads - reads);
    }

    Usage plus(Usage other) {
        return new Usage(cpuNanos + other.cpuNanos, commands + other.commands, reads + other.reads);
    }
}
