package dev.redkeep.core.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/** Opens what the options describe, and proves it with a ping. */
final class Connector {
    /** To each node. Two won on platform threads, and more lost (PEERS measured it). */
    private static final int LANES = 2;

    private final RedisOptions options;
    private final JedisClientConfig config;
    private final ConnectionPoolConfig pool;
    private final Sockets sockets;

    Connector(RedisOptions options) {
        this.options = options;
        this.sockets = new Sockets();
        this.config = builder(options.credentials())
                .database(options.database())
                .hostAndPortMapper(OnlyIdle::address)
                .build();
        this.pool = AgeingPool.config(options);
    }

    Transport open() {
        RedisTopology topology = options.topology();
        Set<HostAndPort> addresses = addresses(topology.endpoints());
        if (topology instanceof RedisTopology.Sentinel sentinel) {
            JedisClientConfig toSentinels = sentinelConfig();
            ask(topology.endpoints(), toSentinels, Connection::ping);
            return proved(followed(sentinel.masterName(), addresses, toSentinels));
        }
        if (topology instanceof RedisTopology.Cluster) {
            ask(topology.endpoints(), config, Connector::checkSlots);
            return proved(new ClusterNodes(addresses, config, pool));
        }
        ask(topology.endpoints(), config, Connection::ping);
        HostAndPort address = addresses.iterator().next();
        ConnectionFactory factory = new ConnectionFactory(sockets.to(address, config), config);
        return proved(SinglePrimary.at(address, new PooledConnectionProvider(factory, pool)));
    }

    private Nodes followed(String masterName, Set<HostAndPort> sentinels, JedisClientConfig toSentinels) {
        try {
            return SinglePrimary.named(new SentinelPrimary(masterName, config, pool, sentinels, toSentinels));
        } catch (JedisConnectionException noSentinel) {
            throw new NotSentException(noSentinel);
        } catch (JedisException unknown) {
            throw NotSentException.unknownMaster();
        }
    }

    /** The Cluster client of Jedis leaks a thread if it finds no slots, so they are looked for first. */
    private static void checkSlots(Connection connection) {
        Object slots = connection.executeCommand(new CommandArguments(Command.CLUSTER).add("SLOTS"));
        if (!(slots instanceof List<?> ranges) || ranges.isEmpty()) {
            throw new JedisClusterOperationException("no slot has a node");
        }
    }

    /**
     * Jedis hides why no node could be reached; a connection of its own tells. One that answers is enough. Those that are
     * silent share the time for an operation, so that one of them does not use up what the next needs.
     */
    private void ask(List<Endpoint> endpoints, JedisClientConfig config, Consumer<Connection> question) {
        long deadline = System.nanoTime() + options.timeouts().operation().toNanos();
        JedisException last = null;
        for (int i = 0; i < endpoints.size(); i++) {
            long share = (deadline - System.nanoTime()) / (endpoints.size() - i);
            try (Connection connection = new Connection(address(endpoints.get(i)), within(share, config))) {
                question.accept(connection);
                return;
            } catch (JedisException failed) {
                last = failed;
            }
        }
        if (last instanceof JedisClusterOperationException noSlots) {
            throw noSlots;
        }
        if (last != null) {
            throw new NotSentException(last);
        }
    }

    private Transport proved(Nodes nodes) {
        Opener opener = new Opener(sockets, options.pool().maxConnections());
        try {
            RedisProtocol protocol = agreed(opener, nodes);
            PooledTransport pooled = new PooledTransport(nodes, opener, protocol, options.timeouts(), options.pool());
            RoutedTransport transport = options.connectionMode() == ConnectionMode.POOLED
                    ? pooled
                    : new LaneTransport(nodes, protocol, pooled, this::lanes).connected();
            return transport.with(new Feeds(nodes, (node, nanos) -> new FeedWire(node, within(nanos, config))));
        } catch (RuntimeException failed) {
            opener.close();
            nodes.close();
            throw failed;
        }
    }

    /** Learns the protocol from a first connection, and pings on it. One node that serves is enough, as for {@link #ask}. */
    private RedisProtocol agreed(Opener opener, Nodes nodes) {
        long deadline = System.nanoTime() + options.timeouts().operation().toNanos();
        Loan.Bounds bounds = new Loan.Bounds(options.timeouts(), options.pool());
        RuntimeException last = new JedisClusterOperationException("no primary is known");
        List<Pool<Connection>> pools = List.copyOf(nodes.pools());
        for (int i = 0; i < pools.size(); i++) {
            long now = System.nanoTime();
            long until = now + (deadline - now) / (pools.size() - i);
            try (Loan loan = Loan.borrow(opener, pools.get(i), bounds, until)) {
                return loan.ping();
            } catch (RuntimeException failed) {
                last = failed;
            }
        }
        throw last;
    }

    private NodeLanes lanes(HostAndPort node) {
        return new NodeLanes(
                node.toString(),
                LANES,
                () -> new LaneWire(node, config),
                options.timeouts().read().toNanos());
    }

    /** The class with which Jedis talks to Sentinels negotiates no protocol, and warns unless told not to. */
    private JedisClientConfig sentinelConfig() {
        return builder(options.sentinelCredentials())
                .autoNegotiateProtocol(false)
                .build();
    }

    private DefaultJedisClientConfig.Builder builder(Credentials credentials) {
        Timeouts timeouts = options.timeouts();
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(withinOperation(timeouts.connect()))
                .socketTimeoutMillis(withinOperation(timeouts.read()))
                .clientName(options.clientName());
        credentials.user().ifPresent(builder::user);
        credentials.password().ifPresent(builder::password);
        if (options.tls().enabled()) {
            secure(builder, options.tls());
        }
        return builder;
    }

    private static JedisClientConfig within(long nanos, JedisClientConfig config) {
        int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / 1_000_000));
        return DefaultJedisClientConfig.builder()
                .from(config)
                .connectionTimeoutMillis(Math.min(millis, config.getConnectionTimeoutMillis()))
                .socketTimeoutMillis(Math.min(millis, config.getSocketTimeoutMillis()))
                .build();
    }

    private int withinOperation(Duration limit) {
        return (int) Math.min(limit.toMillis(), options.timeouts().operation().toMillis());
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
