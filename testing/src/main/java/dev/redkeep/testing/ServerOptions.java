package dev.redkeep.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server of one's own is started with. Immutable; each {@code with} returns a new instance; safe to share
 * between threads.
 *
 * <p>By default a server keeps nothing on disk ({@code save ""}, {@code appendonly no}), has no password and no limits
 * of its own.
 */
public final class ServerOptions {
    private static final ServerOptions DEFAULTS = new ServerOptions("", List.of());
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Set<String> OURS =
            Set.of("port", "bind", "dir", "daemonize", "supervised", "pidfile", "logfile", "include", "tls-port");

    private final String password;
    private final List<Option> options;

    private ServerOptions(String password, List<Option> options) {
        this.password = password;
        this.options = options;
    }

    record Option(String name, List<String> values) {}

    /**
     * The options a server has unless told otherwise.
     *
     * @return no password, no limits, nothing kept on disk
     */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Asks clients for a password ({@code requirepass}); the server's {@link RedisServer#uri()} then carries it.
     *
     * @param password any text that is not empty
     * @return new options
     * @throws IllegalArgumentException if the password is empty
     */
    public ServerOptions withPassword(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("password must not be empty");
        }
        return new ServerOptions(password, options);
    }

    /**
     * Limits the memory for data ({@code maxmemory}). The policy stays Redis' own: writes beyond it are refused.
     *
     * @param bytes the limit in bytes, at least 1. An empty server uses about 1 MB.
     * @return new options
     * @throws IllegalArgumentException if {@code bytes} is below 1
     */
    public ServerOptions withMaxMemory(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be at least 1, was " + bytes);
        }
        return withOption("maxmemory", Long.toString(bytes));
    }

    /**
     * Limits how many clients may be connected at once ({@code maxclients}).
     *
     * @param clients the limit, at least 1
     * @return new options
     * @throws IllegalArgumentException if {@code clients} is below 1
     */
    public ServerOptions withMaxClients(int clients) {
        if (clients < 1) {
            throw new IllegalArgumentException("clients must be at least 1, was " + clients);
        }
        return withOption("maxclients", Integer.toString(clients));
    }

    /**
     * Keeps the data in an append-only file ({@code appendonly yes}, {@code appendfsync always}), so that it is there again after {@link
     * RedisServer#restart()}, also after {@link RedisServer#kill()}.
     *
     * @return new options
     */
    public ServerOptions withAppendOnly() {
        // By default Redis may put off a write for up to two seconds while the file is synced, and a kill then loses
        // it.
        return withOption("appendonly", "yes").withOption("appendfsync", "always");
    }

    /**
     * Any other option of {@code redis.conf}, as {@code redis-server --name value...} would take it. Given twice, both
     * lines are passed on in order, so Redis' own rule decides which holds.
     *
     * @param name the option's name without dashes before it, such as {@code maxmemory-policy}
     * @param values its values, in order; at least one
     * @return new options
     * @throws IllegalArgumentException if the name is no option's name, if no value is given, or if the option is one
     *     that the server's keeper sets itself: {@code port}, {@code bind}, {@code dir}, {@code daemonize}, {@code
     *     supervised}, {@code pidfile}, {@code logfile}, {@code include}, {@code tls-port}, or {@code requirepass}
     *     (use {@link #withPassword(String)})
     */
    public ServerOptions withOption(String name, String... values) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("name must be letters, digits and '-', was '" + name + "'");
        }
        if (values.length == 0) {
            throw new IllegalArgumentException("values must hold at least one value, for " + lower);
        }
        if (OURS.contains(lower)) {
            throw new IllegalArgumentException("name must not be " + lower + ": the test server sets it itself");
        }
        if (lower.equals("requirepass")) {
            throw new IllegalArgumentException("name must not be requirepass: use withPassword");
        }
        List<Option> more = new ArrayList<>(options);
        more.add(new Option(lower, List.of(values)));
        return new ServerOptions(password, List.copyOf(more));
    }

    /** The password, or empty text for none. */
    String password() {
        return password;
    }

    List<Option> options() {
        return options;
    }

    /**
     * The names of the options, for a log. No values: some are secret.
     *
     * @return such as {@code ServerOptions[password, maxmemory]}
     */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        if (!password.isEmpty()) {
            names.add("password");
        }
        options.forEach(option -> names.add(option.name()));
        return "ServerOptions" + names;
    }
}
