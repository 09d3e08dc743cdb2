package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;

/**
 * Everything a connection needs to know. Immutable, safe to share and to log: {@code toString} shows no password.
 * {@link #builder()} is the way to make one: the constructor grows with the settings.
 *
 * @param topology where Redis is; one server at {@code localhost:6379} by default
 * @param credentials who connects; nobody in particular by default
 * @param sentinelCredentials who asks the Sentinels, which have users of their own; nobody by default. Of no effect
 *     unless the topology is Sentinel
 * @param database the database number, 0 or more, and 0 on Cluster; 0 by default. How many there are, the server knows
 * @param tls whether connections are encrypted; off by default
 * @param timeouts how long to wait
 * @param pool how many connections to keep
 * @param features which features the application wants on Redis
 * @param clientName what {@code CLIENT LIST} shows: 1 or more printable ASCII characters, no spaces; {@code redkeep} by
 *     default
 * @param connectionMode whether operations share connections, as they do by default, or borrow each its own
 */
public record RedisOptions(
        RedisTopology topology,
        Credentials credentials,
        Credentials sentinelCredentials,
        int database,
        Tls tls,
        Timeouts timeouts,
        PoolOptions pool,
        Features features,
        String clientName,
        ConnectionMode connectionMode) {
    private static final RedisOptions DEFAULTS = builder().build();

    /**
     * Checks the bounds, and that the settings go together.
     *
     * @param topology where Redis is
     * @param credentials who connects
     * @param sentinelCredentials who asks the Sentinels
     * @param database 0 or more, and 0 on Cluster
     * @param tls whether connections are encrypted
     * @param timeouts how long to wait
     * @param pool how many connections to keep
     * @param features which features are wanted
     * @param clientName 1 or more printable ASCII characters, no spaces
     * @param connectionMode how operations share connections
     * @throws IllegalArgumentException if {@code database} is negative, or not 0 on Cluster, or {@code clientName} is
     *     empty or has a character that Redis does not take
     */
    public RedisOptions {
        requireNonNull(topology, "topology");
        requireNonNull(credentials, "credentials");
        requireNonNull(sentinelCredentials, "sentinelCredentials");
        Bounds.number("database", database, 0, Integer.MAX_VALUE);
        if (database != 0 && topology instanceof RedisTopology.Cluster) {
            throw new IllegalArgumentException("database must be 0 on Cluster, which has only that one");
        }
        requireNonNull(tls, "tls");
        requireNonNull(timeouts, "timeouts");
        requireNonNull(pool, "pool");
        requireNonNull(features, "features");
        requireNonNull(connectionMode, "connectionMode");
        if (clientName.isEmpty() || clientName.chars().anyMatch(c -> c < '!' || c > '~')) {
            throw new IllegalArgumentException("clientName must be 1 or more printable ASCII characters, no spaces");
        }
    }

    /**
     * One server at {@code localhost:6379}, no credentials, no TLS, and the defaults of every group.
     *
     * @return the defaults
     */
    public static RedisOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A builder that begins with the defaults.
     *
     * @return a new builder
     */
    public static RedisOptionsBuilder builder() {
        return new RedisOptionsBuilder();
    }

    /**
     * Reads where Redis is and who connects; the rest is as in {@link #defaults()}.
     *
     * <pre>{@code
     * redis://localhost                                  one server, port 6379, database 0
     * rediss://app:s%40fe@redis.example.com:6380/2       TLS, ACL user, password s@fe, database 2
     * redis://:secret@[::1]:6379                         the default user's password, IPv6
     * redis://app:@localhost                             a user that needs no password (nopass)
     * redis://s1,s2,s3/1?sentinel=mymaster               Sentinels, port 26379 when left out
     * redis://n1:7000,n2:7000                            several hosts: Cluster
     * redis://n1:7000?cluster=true                       Cluster, from one seed
     * }</pre>
     *
     * <p>User, password and master name are percent-decoded, as UTF-8; a {@code +} is a plus. In them {@code @ / ? # %},
     * white space, in a user {@code :} and in a master name {@code &} must be percent-encoded. A lone {@code name@host} is refused, since some
     * programs take the name for a user and others for a password. The zone of an IPv6 address is written
     * {@code %25eth0} (RFC 6874). In a Sentinel URI the credentials are those of the servers, not of the Sentinels.
     *
     * @param uri {@code redis://} or, for TLS, {@code rediss://}
     * @return the options
     * @throws IllegalArgumentException if the URI is not of this form. The message names the part that is wrong and
     *     repeats nothing of the URI
     */
    public static RedisOptions of(String uri) {
        return RedisUri.parse(requireNonNull(uri, "uri")).options();
    }

    /**
     * Reads where Redis is and who connects, as {@link #of(String)}.
     *
     * @param uri the URI, its password percent-encoded
     * @return the options
     * @throws IllegalArgumentException as {@link #of(String)}
     */
    public static RedisOptions of(URI uri) {
        return of(requireNonNull(uri, "uri").toString());
    }

    /**
     * Reads the process' environment, as {@link #fromEnvironment(Map)} does.
     *
     * @return the options
     * @throws IllegalArgumentException if a variable is malformed; the message names the variable
     */
    public static RedisOptions fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * Reads these variables; one that is unset or empty leaves the default, and all others are ignored.
     *
     * <ul>
     *   <li>{@code REDIS_ADDR}: {@code host}, {@code host:port}, or a URI as {@link #of(String)} takes it
     *   <li>{@code REDIS_PASSWORD}: as it is, not percent-encoded. Beside a user in {@code REDIS_ADDR}
     *       ({@code redis://app:@host}) it is that user's; beside another password there it is refused
     *   <li>{@code REDIS_DB}: 0 or more; beside another number in {@code REDIS_ADDR} it is refused
     *   <li>{@code REDIS_POOL_SIZE}: the most connections, 1 or more
     *   <li>{@code REDIS_DIAL_TIMEOUT}, {@code REDIS_READ_TIMEOUT}, {@code REDIS_WRITE_TIMEOUT}: a duration in Go's
     *       notation ({@code 500ms}, {@code 5s}, {@code 1m30s}), 1 ms..2147483647 ms
     *   <li>{@code REDIS_OPERATION_TIMEOUT}: likewise, for the whole operation; unset, it is the longest of those three,
     *       but at least 5 s
     *   <li>{@code REDIS_SESSIONS_ENABLED}, {@code REDIS_CACHE_ENABLED}, {@code REDIS_RATELIMIT_ENABLED}: {@code 1 t T
     *       TRUE true True} or {@code 0 f F FALSE false False}
     * </ul>
     *
     * @param variables name to value
     * @return the options
     * @throws IllegalArgumentException if a variable is malformed, or two contradict each other. The message names the
     *     variable and what is expected, and repeats no value
     */
    public static RedisOptions fromEnvironment(Map<String, String> variables) {
        return new RedisEnvironment(variables).options();
    }

    /**
     * A builder that begins with these settings.
     *
     * @return a new builder
     */
    public RedisOptionsBuilder toBuilder() {
        return new RedisOptionsBuilder()
                .topology(topology)
                .credentials(credentials)
                .sentinelCredentials(sentinelCredentials)
                .database(database)
                .tls(tls)
                .timeouts(timeouts)
                .pool(pool)
                .features(features)
                .clientName(clientName)
                .connectionMode(connectionMode);
    }
}
