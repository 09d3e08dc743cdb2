package dev.redkeep.sessions.token;

/**
 * What a deletion did.
 *
 * @param count how many tokens are gone, access and refresh tokens together, from 0
 */
public record DeletedTokens(int count) {}
