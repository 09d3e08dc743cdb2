package dev.redkeep.core.client;

import java.util.List;

/** Collects the settings of {@link RedisOptions}; they are checked when it is built. Not safe for use by many threads. */
public final class RedisOptionsBuilder {
    private RedisTopology topology = new RedisTopology.Standalone(new Endpoint("localhost", Endpoint.DEFAULT_PORT));
    private Credentials credentials = Credentials.none();
    private Credentials sentinelCredentials = Credentials.none();
    private int database;
    private Tls tls = Tls.off();
    private Timeouts timeouts = Timeouts.defaults();
    private PoolOptions pool = PoolOptions.defaults();
    private Features features = Features.defaults();
    private String clientName = "redkeep";
    private ConnectionMode connectionMode = ConnectionMode.SHARED;

    RedisOptionsBuilder() {}

    /**
     * Where Redis is.
     *
     * @param value one server, Sentinels or a Cluster; by default one server at {@code localhost:6379}
     * @return this builder
     */
    public RedisOptionsBuilder topology(RedisTopology value) {
        topology = value;
        return this;
    }

    /**
     * One server, by its address.
     *
     * @param host a name or an address; an IPv6 address without brackets
     * @param port 1..65535
     * @return this builder
     * @throws IllegalArgumentException if the host or the port is out of bounds
     */
    public RedisOptionsBuilder standalone(String host, int port) {
        return topology(new RedisTopology.Standalone(new Endpoint(host, port)));
    }

    /**
     * A primary found by Sentinels.
     *
     * @param masterName the name under which they watch it
     * @param sentinels their addresses, 1 or more
     * @return this builder
     * @throws IllegalArgumentException if the name is empty or has white space, or there is no address
     */
    public RedisOptionsBuilder sentinel(String masterName, Endpoint... sentinels) {
        return topology(new RedisTopology.Sentinel(masterName, List.of(sentinels)));
    }

    /**
     * A Redis Cluster.
     *
     * @param seeds addresses of nodes that know the others, 1 or more
     * @return this builder
     * @throws IllegalArgumentException if there is no address
     */
    public RedisOptionsBuilder cluster(Endpoint... seeds) {
        return topology(new RedisTopology.Cluster(List.of(seeds)));
    }

    /**
     * Who connects.
     *
     * @param value the credentials; none by default
     * @return this builder
     */
    public RedisOptionsBuilder credentials(Credentials value) {
        credentials = value;
        return this;
    }

    /**
     * Who asks the Sentinels, which have users of their own. Of no effect with another topology.
     *
     * @param value the credentials; none by default
     * @return this builder
     */
    public RedisOptionsBuilder sentinelCredentials(Credentials value) {
        sentinelCredentials = value;
        return this;
    }

    /**
     * The database number.
     *
     * @param value 0 or more, and 0 on Cluster; 0 by default
     * @return this builder
     */
    public RedisOptionsBuilder database(int value) {
        database = value;
        return this;
    }

    /**
     * Whether connections are encrypted.
     *
     * @param value the setting; off by default
     * @return this builder
     */
    public RedisOptionsBuilder tls(Tls value) {
        tls = value;
        return this;
    }

    /**
     * How long to wait.
     *
     * @param value the time-outs
     * @return this builder
     */
    public RedisOptionsBuilder timeouts(Timeouts value) {
        timeouts = value;
        return this;
    }

    /**
     * How many connections to keep.
     *
     * @param value the pool's settings
     * @return this builder
     */
    public RedisOptionsBuilder pool(PoolOptions value) {
        pool = value;
        return this;
    }

    /**
     * Which features the application wants on Redis.
     *
     * @param value the flags; all true by default
     * @return this builder
     */
    public RedisOptionsBuilder features(Features value) {
        features = value;
        return this;
    }

    /**
     * What {@code CLIENT LIST} shows.
     *
     * @param value 1 or more printable ASCII characters, no spaces; {@code redkeep} by default
     * @return this builder
     */
    public RedisOptionsBuilder clientName(String value) {
        clientName = value;
        return this;
    }

    /**
     * How operations share connections.
     *
     * @param value {@link ConnectionMode#SHARED} by default
     * @return this builder
     */
    public RedisOptionsBuilder connectionMode(ConnectionMode value) {
        connectionMode = value;
        return this;
    }

    /**
     * Checks the settings and puts them together. The builder may go on to build others.
     *
     * @return the options
     * @throws IllegalArgumentException if a setting is out of bounds, or {@code database} is not 0 on Cluster
     */
    public RedisOptions build() {
        return new RedisOptions(
                topology,
                credentials,
                sentinelCredentials,
                database,
                tls,
                timeouts,
                pool,
                features,
                clientName,
                connectionMode);
    }
}
