package dev.redkeep.core.client;

/**
 * Which features the application wants on Redis. Whatever is built over a {@link Redis} asks {@link Redis#features}; each
 * feature says what it does when it is off. Immutable; all true by default.
 *
 * @param sessions whether sessions are kept in Redis; if not, a session store sends nothing and fails, unless it has a
 *     fallback
 * @param cache whether the cache is
 * @param rateLimit whether rate limits are
 */
public record Features(boolean sessions, boolean cache, boolean rateLimit) {
    private static final Features DEFAULTS = new Features(true, true, true);

    /**
     * All of them.
     *
     * @return the defaults
     */
    public static Features defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with sessions on or off.
     *
     * @param value whether sessions are kept in Redis
     * @return the copy
     */
    public Features withSessions(boolean value) {
        return new Features(value, cache, rateLimit);
    }

    /**
     * A copy with the cache on or off.
     *
     * @param value whether the cache is kept in Redis
     * @return the copy
     */
    public Features withCache(boolean value) {
        return new Features(sessions, value, rateLimit);
    }

    /**
     * A copy with rate limits on or off.
     *
     * @param value whether rate limits are kept in Redis
     * @return the copy
     */
    public Features withRateLimit(boolean value) {
        return new Features(sessions, cache, value);
    }
}
