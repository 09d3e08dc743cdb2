package dev.redkeep.sessions;

/** What an update did. */
public sealed interface Updated {
    /**
     * Whether the fallback answered, since Redis is away.
     *
     * @return true if it did
     */
    boolean degraded();

    /**
     * It was done.
     *
     * @param version the session's new version, from 1
     * @param degraded whether it was done in the fallback, since Redis is away
     */
    record Done(long version, boolean degraded) implements Updated {}

    /**
     * There is no such session any more. Nothing was changed, and nothing was brought back.
     *
     * @param degraded whether the fallback says so, since Redis is away
     */
    record Gone(boolean degraded) implements Updated {}

    /**
     * The session lives, but was found by the token it had before a rotation, in the grace after that. Nothing was changed: do
     * it with the new token, which whoever rotated it has.
     *
     * @param degraded whether the fallback says so, since Redis is away
     */
    record ReadOnly(boolean degraded) implements Updated {}

    /**
     * Someone else updated it first. Nothing was changed: read it again.
     *
     * @param version the version it has
     * @param degraded whether the fallback says so, since Redis is away
     */
    record Conflict(long version, boolean degraded) implements Updated {}
}
