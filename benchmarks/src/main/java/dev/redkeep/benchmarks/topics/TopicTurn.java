package dev.redkeep.benchmarks.topics;

/**
 * What a turn gave.
 *
 * @param perSecond messages handled
 * @param p50Micros from before a message was published to its handler, at the modest rate; and so on
 * @param missing how many were still not handled after a long wait; below nought, handled twice
 */
record TopicTurn(double perSecond, double p50Micros, double p99Micros, long missing) {}
