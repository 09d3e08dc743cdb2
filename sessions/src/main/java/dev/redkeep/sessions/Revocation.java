package dev.redkeep.sessions;

/**
 * What a revocation did.
 *
 * @param ended how many sessions ended, from 0
 * @param pending whether Redis is away, so that it waits in the fallback until Redis returns
 */
public record Revocation(int ended, boolean pending) {}
