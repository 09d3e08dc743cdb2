package dev.redkeep.testing;

import java.net.URI;
import java.util.List;

/**
 * A Redis Cluster of three primaries with a replica each, as processes of this machine, on free ports of loopback.
 *
 * <p>The primaries hold the slots 0 to 5460, 5461 to 10922 and 10923 to 16383. A node that is silent for two seconds is
 * taken as down; a failover takes about three. Each node can be stopped, killed, paused and restarted by itself; it keeps
 * its identity and rejoins. Every method that waits does so for at most two minutes. Safe for use by many threads.
 */
public interface RedisCluster extends AutoCloseable {

    /**
     * Starts a Cluster with default options.
     *
     * @return a Cluster that every node calls ok and whose replicas are linked
     * @throws TestServerException if there is no {@code redis-server} for it, or it does not form in time
     */
    static RedisCluster start() {
        return start(ServerOptions.defaults());
    }

    /**
     * Starts a Cluster.
     *
     * @param options for every node
     * @return a Cluster that every node calls ok and whose replicas are linked
     * @throws TestServerException if there is no {@code redis-server} for it, or it does not form in time
     */
    static RedisCluster start(ServerOptions options) {
        return LocalCluster.start(Providers.ofThisJvm().binary(), options);
    }

    /**
     * Where the nodes listen: what a client is configured with.
     *
     * @return six URIs, with the password if there is one
     */
    List<URI> uris();

    /**
     * All nodes.
     *
     * @return six servers: first those that were primaries at the start, then, in the same order, their replicas;
     *     running or not
     */
    List<RedisServer> nodes();

    /**
     * Asks the Cluster which nodes hold the slots now. One may be down already without the others having noticed.
     *
     * @return three of {@link #nodes()}, in the order of their slots
     * @throws TestServerException if no node answers
     */
    List<RedisServer> primaries();

    /**
     * Waits until another node has taken over the slots of a primary, and all nodes that answer call the Cluster ok.
     *
     * @param old a primary, as {@link #primaries()} gave it, that was killed, stopped or paused
     * @return the node that has its slots now
     * @throws IllegalArgumentException if {@code old} was no primary when last looked
     * @throws TestServerException if that does not happen in time
     */
    RedisServer awaitFailoverFrom(RedisServer old);

    /** Kills all six and deletes their files. Does nothing the second time. */
    @Override
    void close();
}
