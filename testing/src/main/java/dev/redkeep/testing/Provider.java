package dev.redkeep.testing;

import org.jspecify.annotations.Nullable;

/** One of the ways to a server. Remembers for the JVM whether it can be had. */
interface Provider {

    /** As {@code REDKEEP_TEST_PROVIDER} names it. */
    String name();

    /**
     * Starts a server, or hands out the one there is.
     *
     * @param options null: any server will do, also one that is running already
     * @throws Unavailable if this provider can't be had here
     * @throws TestServerException if it can, but the server does not start
     */
    RedisServer start(@Nullable ServerOptions options) throws Unavailable;
}
