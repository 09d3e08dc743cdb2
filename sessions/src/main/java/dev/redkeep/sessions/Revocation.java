package dev.redkeep.sessions;

/**
 * What a revocation did.
 *
 * @param ended how many sessions ended, from 0
 */
public record Revocation(int ended) {}
