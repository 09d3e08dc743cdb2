package dev.redkeep.testing;

import java.net.URI;
import java.util.List;

/**
 * A primary, two replicas and three Sentinels, as processes of this machine, on free ports of loopback.
 *
 * <p>Sentinels take a primary as down after one second of silence; a failover takes about three. Each server can be
 * stopped, killed, paused and restarted by itself. A former primary that is restarted becomes a replica after some ten
 * seconds, which is Sentinel's own pace. Every method that waits does so for at most two minutes. Safe for use by many
 * threads.
 */
public interface SentinelGroup extends AutoCloseable {

    /**
     * Starts a group with default options.
     *
     * @return a group whose replicas are linked and whose Sentinels know all of it
     * @throws TestServerException if there is no {@code redis-server} for it, or it does not form in time
     */
    static SentinelGroup start() {
        return start(ServerOptions.defaults());
    }

    /**
     * Starts a group.
     *
     * @param options for the primary and the replicas. A password is theirs; the Sentinels have none.
     * @return a group whose replicas are linked and whose Sentinels know all of it
     * @throws IllegalArgumentException if the password holds a blank, a quote or a backslash: Sentinel 6.2 writes it to
     *     its file unquoted and could not be restarted
     * @throws TestServerException if there is no {@code redis-server} for it, or it does not form in time
     */
    static SentinelGroup start(ServerOptions options) {
        return LocalSentinelGroup.start(Providers.ofThisJvm().binary(), options);
    }

    /**
     * The name by which Sentinels know the primary.
     *
     * @return {@code redkeep}
     */
    String masterName();

    /**
     * Where the Sentinels listen: what a client is configured with.
     *
     * @return three URIs, without password
     */
    List<URI> uris();

    /**
     * The Sentinels.
     *
     * @return three servers, in no particular order, running or not
     */
    List<RedisServer> sentinels();

    /**
     * The servers that hold data.
     *
     * @return three servers, in the order in which they were started (the first primary first), running or not
     */
    List<RedisServer> nodes();

    /**
     * Asks the Sentinels which server is the primary now, and takes what most say. It may be down already without their
     * having noticed.
     *
     * @return one of {@link #nodes()}
     * @throws TestServerException if no Sentinel answers
     */
    RedisServer primary();

    /**
     * The servers that are not the {@link #primary()}.
     *
     * @return two of {@link #nodes()}, running or not
     * @throws TestServerException if no Sentinel answers
     */
    List<RedisServer> replicas();

    /**
     * Waits until both replicas have all that the {@link #primary()} has done by now, so that whichever is elected lacks none of
     * it: Redis answers before it replicates.
     *
     * @throws TestServerException if no Sentinel answers, or that does not happen in time
     */
    void awaitReplicated();

    /**
     * Waits until the Sentinels have made another server the primary, and it says so itself.
     *
     * @param old the primary that was killed, stopped or paused
     * @return the new primary
     * @throws TestServerException if that does not happen in time
     */
    RedisServer awaitFailoverFrom(RedisServer old);

    /** Kills all six and deletes their files. Does nothing the second time. */
    @Override
    void close();
}
