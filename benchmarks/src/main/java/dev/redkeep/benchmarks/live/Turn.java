package dev.redkeep.benchmarks.live;

/**
 * What a turn gave.
 *
 * @param perSecond messages delivered, as often as there are handlers
 * @param cpuMicros the processor time of the process for each of them, without the publisher's
 * @param p50Micros from before a message was published to the handler, at the modest rate; and so on
 * @param missing how many deliveries were still missing after a long wait; below nought, too many
 */
record Turn(double perSecond, double cpuMicros, double p50Micros, double p99Micros, double p999Micros, long missing) {}
