package dev.redkeep.core.client;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/** Opens what the options describe, and proves it with a ping. */
final class Connector {
    private final RedisOptions options;
    private final JedisClientConfig config;
    private final ConnectionPoolConfig pool;

    Connector(RedisOptions options) {
        this.options = options;
        this.config = config(options.credentials(), options.database());
        this.pool = AgeingPool.config(options.pool());
    }

    Transport open() {
        RedisTopology topology = options.topology();
        if (topology instanceof RedisTopology.Sentinel sentinel) {
            return proved(new SinglePrimary(new SentineledConnectionProvider(
                    sentinel.masterName(),
                    config,
                    pool,
                    addresses(sentinel.sentinels()),
                    config(options.sentinelCredentials(), 0))));
        }
        pingOneOf(topology.endpoints());
        Set<HostAndPort> addresses = addresses(topology.endpoints());
        return proved(
                topology instanceof RedisTopology.Cluster
                        ? new ClusterNodes(addresses, config, pool)
                        : new SinglePrimary(new PooledConnectionProvider(
                                addresses.iterator().next(), config, pool)));
    }

    /** Jedis hides why no node could be reached; a connection of its own tells. */
    private void pingOneOf(List<Endpoint> endpoints) {
        JedisException last = null;
        for (Endpoint endpoint : endpoints) {
            try (Connection connection = new Connection(address(endpoint), config)) {
                connection.ping();
                return;
            } catch (JedisException failed) {
                last = failed;
            }
        }
        if (last != null) {
            throw new NotSentException(last);
        }
    }

    /** Learns the protocol from a first connection of the pool, and pings on it. */
    private Transport proved(Nodes nodes) {
        long deadline = System.nanoTime() + options.timeouts().operation().toNanos();
        Loan.Bounds bounds = new Loan.Bounds(options.timeouts(), options.pool());
        try (Loan loan = Loan.borrow(nodes.pools().iterator().next(), bounds, deadline)) {
            RedisProtocol protocol = loan.ping();
            return new PooledTransport(nodes, protocol, options.timeouts(), options.pool());
        } catch (RuntimeException failed) {
            nodes.close();
            throw failed;
        }
    }

    private JedisClientConfig config(Credentials credentials, int database) {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) options.timeouts().connect().toMillis())
                .socketTimeoutMillis((int) options.timeouts().read().toMillis())
                .clientName(options.clientName())
                .database(database);
        credentials.user().ifPresent(builder::user);
        credentials.password().ifPresent(builder::password);
        if (options.tls().enabled()) {
            secure(builder, options.tls());
        }
        return builder.build();
    }

    @SuppressWarnings("deprecation") // its successor, SslOptions, reads key stores and takes no SSLContext
    private static void secure(DefaultJedisClientConfig.Builder builder, Tls tls) {
        builder.ssl(true);
        tls.context().map(SSLContext::getSocketFactory).ifPresent(builder::sslSocketFactory);
        SSLParameters parameters = new SSLParameters();
        if (tls.verifiesHostname()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        builder.sslParameters(parameters);
    }

    private static Set<HostAndPort> addresses(List<Endpoint> endpoints) {
        return endpoints.stream().map(Connector::address).collect(Collectors.toSet());
    }

    private static HostAndPort address(Endpoint endpoint) {
        return new HostAndPort(endpoint.host(), endpoint.port());
    }
}
