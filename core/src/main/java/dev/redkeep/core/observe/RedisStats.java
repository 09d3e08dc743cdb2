package dev.redkeep.core.observe;

/**
 * Counts since the client was built, taken one after the other: not an atomic picture. Immutable.
 *
 * @param operations operations that are over, the failed ones included
 * @param failures operations that threw, or of whose commands one failed
 * @param timeouts those failures that ran out of time
 * @param scriptLoads calls of a script whose source had to be sent, because the server did not know it
 */
public record RedisStats(long operations, long failures, long timeouts, long scriptLoads) {}
