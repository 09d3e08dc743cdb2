package dev.redkeep.core.client;

/**
 * A connection pool at a moment; on a Cluster, the sum over its nodes. All figures are counts.
 *
 * @param max the most connections there may be
 * @param active those in use
 * @param idle those at rest
 * @param waiting callers that wait for one; with shared connections, those who wait beyond the next batch
 */
public record PoolFigures(int max, int active, int idle, int waiting) {}
