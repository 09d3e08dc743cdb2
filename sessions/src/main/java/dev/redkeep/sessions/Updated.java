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
     * There is no such session any more, or it was found by a token from before a rotation. Nothing was changed.
     *
     * @param degraded whether the fallback says so, since Redis is away
     */
    record Gone(boolean degraded) implements Updated {}

    /**
     * Someone else updated it first. Nothing was changed: read it again.
     *
     * @param version the version it has
     * @param degraded whether the fallback says so, since Redis is away
     */
    record Conflict(long version, boolean degraded) implements Updated {}
}
