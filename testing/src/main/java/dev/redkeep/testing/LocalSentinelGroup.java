package dev.redkeep.testing;

import java.net.URI;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Sentinel group of processes. */
final class LocalSentinelGroup implements SentinelGroup {
    private static final String NAME = "redkeep";
    private static final String QUORUM = "2";
    private static final Pattern OFFSET = Pattern.compile("offset=(\\d+)");

    private final Group group;
    private final List<LocalServer> nodes;
    private final List<LocalServer> sentinels;

    private LocalSentinelGroup(Group group, ServerOptions options) {
        this.group = group;
        LocalServer primary = group.add(node(options, 0));
        nodes = List.of(primary, group.add(node(options, primary.port())), group.add(node(options, primary.port())));
        // Sentinels ask a primary for its replicas at once, then only every ten seconds: so the replicas come first.
        await("the replicas to be linked", () -> nodes.stream().skip(1).allMatch(Group::isLinkedReplica));
        sentinels = Stream.generate(() -> group.add(sentinel(options, primary.port())))
                .limit(3)
                .toList();
        await("the Sentinels to know the group", () -> sentinels.stream().allMatch(LocalSentinelGroup::knowsAll));
    }

    static SentinelGroup start(Binary binary, ServerOptions options) {
        if (options.password().matches("(?s).*[\\s\"'\\\\].*")) {
            throw new IllegalArgumentException(
                    "password must hold no blank, quote or backslash: Sentinel writes it to its file unquoted");
        }
        Group group = new Group(binary);
        try {
            return new LocalSentinelGroup(group, options);
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
    }

    private static Launch node(ServerOptions options, int primary) {
        ConfigFile config = new ConfigFile().line("repl-diskless-sync", "yes").line("repl-diskless-sync-delay", "0");
        if (primary > 0) {
            config.line("replicaof", Ports.LOOPBACK, Integer.toString(primary));
        }
        return Launch.of(options, config);
    }

    private static Launch sentinel(ServerOptions options, int primary) {
        ConfigFile config = new ConfigFile()
                .line("sentinel", "monitor", NAME, Ports.LOOPBACK, Integer.toString(primary), QUORUM)
                .line("sentinel", "down-after-milliseconds", NAME, "1000")
                .line("sentinel", "failover-timeout", NAME, "3000")
                .line("sentinel", "parallel-syncs", NAME, "2");
        if (!options.password().isEmpty()) {
            config.line("sentinel", "auth-pass", NAME, options.password());
        }
        return new Launch(config.text(), List.of("--sentinel"), "", ConfigFile.secrets(options));
    }

    private static boolean knowsAll(LocalServer sentinel) {
        Map<String, String> primary = Group.ask(sentinel, resp -> pairs(resp.call("SENTINEL", "MASTER", NAME)))
                .orElse(Map.of());
        return "master".equals(primary.get("flags"))
                && "2".equals(primary.get("num-slaves"))
                && "2".equals(primary.get("num-other-sentinels"));
    }

    private static Map<String, String> pairs(@Nullable Object reply) {
        Map<String, String> pairs = new HashMap<>();
        if (reply instanceof List<?> list) {
            for (int i = 0; i + 1 < list.size(); i += 2) {
                pairs.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
            }
        }
        return pairs;
    }

    private void await(String what, BooleanSupplier condition) {
        Deadline.usual().await(what, condition, group::logs);
    }

    @Override
    public String masterName() {
        return NAME;
    }

    @Override
    public List<URI> uris() {
        return Group.uris(sentinels);
    }

    @Override
    public List<RedisServer> sentinels() {
        return List.copyOf(sentinels);
    }

    @Override
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public RedisServer primary() {
        return present();
    }

    /** The one that most name: a Sentinel that was away may be behind. */
    private LocalServer present() {
        List<LocalServer> named = named();
        return named.stream()
                .max(Comparator.comparingInt(node -> Collections.frequency(named, node)))
                .orElseThrow(() -> new TestServerException("no Sentinel answers\n" + group.logs()));
    }

    /** What each Sentinel that answers says. */
    private List<LocalServer> named() {
        return sentinels.stream()
                .flatMap(sentinel -> primaryBy(sentinel).stream())
                .toList();
    }

    private Optional<LocalServer> primaryBy(LocalServer sentinel) {
        return Group.ask(sentinel, resp -> resp.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME))
                .map(address -> Integer.parseInt(String.valueOf(((List<?>) address).get(1))))
                .map(port -> Group.byPort(nodes, port));
    }

    @Override
    public List<RedisServer> replicas() {
        RedisServer primary = primary();
        return nodes().stream().filter(node -> node != primary).toList();
    }

    @Override
    public void awaitReplicated() {
        LocalServer primary = present();
        Deadline deadline = Deadline.usual();
        AtomicLong done = new AtomicLong();
        deadline.await(
                "how far " + primary + " has come",
                () -> Group.says(primary, "replication", info -> {
                    done.set(Long.parseLong(Objects.requireNonNull(info.get("master_repl_offset"))));
                    return true;
                }),
                group::logs);
        deadline.await(
                "both replicas to have come to " + done,
                () -> Group.says(primary, "replication", info -> haveCome(info, done.get())),
                group::logs);
    }

    /** Both, as the primary knows: {@code slave0:ip=…,port=…,state=…,offset=…,lag=…}. */
    private static boolean haveCome(Map<String, String> replication, long offset) {
        return replication.entrySet().stream()
                        .filter(field -> field.getKey().startsWith("slave"))
                        .map(field -> OFFSET.matcher(field.getValue()))
                        .filter(told -> told.find() && Long.parseLong(told.group(1)) >= offset)
                        .count()
                == 2;
    }

    @Override
    public RedisServer awaitFailoverFrom(RedisServer old) {
        await("a failover from " + old, () -> promotedInsteadOf(old) != null);
        return Objects.requireNonNullElseGet(promotedInsteadOf(old), this::primary);
    }

    /** The one that all answering Sentinels agree on. */
    private @Nullable RedisServer promotedInsteadOf(RedisServer old) {
        List<LocalServer> named = named().stream().distinct().toList();
        boolean done = named.size() == 1
                && named.get(0) != old
                && Group.says(named.get(0), "replication", info -> "master".equals(info.get("role")));
        return done ? named.get(0) : null;
    }

    @Override
    public void close() {
        group.close();
    }

    @Override
    public String toString() {
        return "SentinelGroup" + nodes;
    }
}
