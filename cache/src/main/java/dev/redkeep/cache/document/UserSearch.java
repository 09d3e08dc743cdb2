package dev.redkeep.cache.document;

/**
 * A user's search, as T6 names it.
 *
 * @param user the user's id
 * @param query what is searched, with its filters as parameters
 */
public record UserSearch(long user, SearchQuery query) {}
