package dev.redkeep.sessions.token;

/**
 * What a revocation of refresh tokens did.
 *
 * @param ended how many families ended, from 0
 */
public record RefreshRevocation(int ended) {}
