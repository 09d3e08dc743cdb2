package dev.redkeep.core.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code redis://} URI, read. {@link java.net.URI} holds one host and puts its text into its messages, so this is a
 * parser of its own. Its messages name a part and never repeat one: any part may be a password in the wrong place.
 *
 * @param options what it says, over the defaults
 * @param namesDatabase whether it says which database
 */
record RedisUri(RedisOptions options, boolean namesDatabase) {
    private static final String PLAIN = "redis://";
    private static final String ENCRYPTED = "rediss://";

    static RedisUri parse(String text) {
        if (Bounds.hasBlank(text)) {
            throw refused("white space and control characters must be percent-encoded; is there a line end or a space"
                    + " around it?");
        }
        boolean encrypted = startsWith(text, ENCRYPTED);
        if (!encrypted && !startsWith(text, PLAIN)) {
            throw refused("it must begin with redis:// or rediss://"
                    + (text.contains("://") ? "" : "; for a host and a port write redis://host:port"));
        }
        return afterScheme(text.substring((encrypted ? ENCRYPTED : PLAIN).length()), encrypted ? Tls.on() : Tls.off());
    }

    /** The authority ends at the first '/', '?' or '#'; an '@' behind it means that a password was cut in two. */
    private static RedisUri afterScheme(String rest, Tls tls) {
        int authorityEnd = firstOf("/?#", rest);
        String authority = rest.substring(0, authorityEnd);
        String tail = rest.substring(authorityEnd);
        int at = authority.indexOf('@');
        if (tail.indexOf('@') >= 0 || at != authority.lastIndexOf('@')) {
            throw refused("in a user, password or master name, '@' must be written %40, '/' %2F, '?' %3F, '#' %23 and"
                    + " '%' %25; the credentials stand once, before the first host");
        }
        if (tail.indexOf('#') >= 0) {
            throw refused("there must be no fragment; a '#' in a user, password or master name must be written %23");
        }
        int pathEnd = firstOf("?", tail);
        String path = tail.substring(0, pathEnd);
        Map<String, String> query = pathEnd == tail.length() ? Map.of() : query(tail.substring(pathEnd + 1));
        boolean namesDatabase = path.length() > 1;
        RedisOptions options = RedisOptions.builder()
                .tls(tls)
                .credentials(at < 0 ? Credentials.none() : credentials(authority.substring(0, at)))
                .topology(topology(authority.substring(at + 1), query))
                .database(namesDatabase ? Bounds.decimal("database", path.substring(1), 0, Integer.MAX_VALUE) : 0)
                .build();
        return new RedisUri(options, namesDatabase);
    }

    private static Credentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 0) {
            throw refused("before '@' must stand :password, user:password or, for a user without a password, user:");
        }
        String user = PercentCode.decode("user", userInfo.substring(0, colon));
        String password = PercentCode.decode("password", userInfo.substring(colon + 1));
        return user.isEmpty() ? Credentials.password(password) : Credentials.user(user, password);
    }

    private static RedisTopology topology(String hosts, Map<String, String> query) {
        @Nullable String masterName = query.get("sentinel");
        boolean cluster = query.containsKey("cluster");
        if (masterName != null && cluster) {
            throw refused("the query must have sentinel or cluster, not both");
        }
        if (cluster && !"true".equals(query.get("cluster"))) {
            throw refused("the query's cluster must be true, or be left out");
        }
        List<Endpoint> endpoints =
                endpoints(hosts, masterName == null ? Endpoint.DEFAULT_PORT : Endpoint.DEFAULT_SENTINEL_PORT);
        if (masterName != null) {
            return new RedisTopology.Sentinel(masterName, endpoints);
        }
        return cluster || endpoints.size() > 1
                ? new RedisTopology.Cluster(endpoints)
                : new RedisTopology.Standalone(endpoints.get(0));
    }

    private static List<Endpoint> endpoints(String hosts, int defaultPort) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            // Only an IPv6 zone has anything to decode; elsewhere it could make a ':' that was not there.
            String decoded = host.startsWith("[") ? PercentCode.decode("host", host) : host;
            endpoints.add(Endpoint.parse(decoded, defaultPort));
        }
        return endpoints;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : text.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (equals < 0 || !(name.equals("sentinel") || name.equals("cluster"))) {
                throw refused("the query must be sentinel=<master name> or cluster=true, and nothing else");
            }
            if (query.put(name, PercentCode.decode(name, parameter.substring(equals + 1))) != null) {
                throw refused("the query must have each parameter once");
            }
        }
        return query;
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static int firstOf(String stops, String text) {
        int i = 0;
        while (i < text.length() && stops.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("Redis URI: " + why);
    }
}
