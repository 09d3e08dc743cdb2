package dev.redkeep.core.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/**
 * Which primaries one node of a Cluster knows, of which epoch its news are, and where slots of its own are moving to. The epoch
 * alone does not tell of a change: it grows when a replica asks for votes, which is before it has the slots.
 *
 * <p>A slot's keys can be changed on the node that it moves to before that node has it, and a node that has no slot yet is in no list
 * of slots. Only the whole list of nodes tells of it, which is long, and asked for only if there are nodes without slots.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#cluster-current-epoch">Epochs</a>
 */
final class ClusterView {
    private static final Pattern EPOCH = Pattern.compile("cluster_current_epoch:([0-9]{1,18})");
    private static final Pattern KNOWN = Pattern.compile("cluster_known_nodes:([0-9]{1,9})");
    private static final Pattern LEAVING = Pattern.compile("\\[[0-9]+->-([0-9a-f]+)]");
    private static final Pattern IP = Pattern.compile("[0-9.]+|.*:.*");

    private final HostAndPort node;
    private long epoch;
    private long known;
    private boolean others;
    private Set<HostAndPort> primaries = Set.of();
    private Set<HostAndPort> targets = Set.of();

    ClusterView(HostAndPort node) {
        this.node = node;
    }

    /** Takes an answer to {@code CLUSTER INFO}. To a user who may not ask, all news are of one epoch. */
    void dated(Object answer) {
        epoch = number(EPOCH, answer);
        known = number(KNOWN, answer);
    }

    private static long number(Pattern pattern, Object answer) {
        Matcher told = pattern.matcher(text(answer));
        return told.find() ? Long.parseLong(told.group(1)) : 0;
    }

    /** Takes an answer to {@code CLUSTER SLOTS}: ranges, each with its ends and then its nodes, the primary first. */
    void named(Object answer) {
        Set<HostAndPort> all = new HashSet<>();
        Set<HostAndPort> first = new HashSet<>();
        if (answer instanceof List<?> ranges) {
            for (Object range : ranges) {
                List<?> parts = (List<?>) range;
                for (int i = 2; i < parts.size(); i++) {
                    all.add(address((List<?>) parts.get(i)));
                }
                first.add(address((List<?>) parts.get(2)));
            }
        }
        primaries = first;
        others = known > all.size();
        if (!others) {
            targets = keptTargets();
        }
    }

    private HostAndPort address(List<?> node) {
        return new HostAndPort(host(node.get(0)), ((Long) node.get(1)).intValue());
    }

    /** What a slot has moved to stays as long as this node says that it has one: others may not know yet. */
    private Set<HostAndPort> keptTargets() {
        Set<HostAndPort> kept = new HashSet<>(targets);
        kept.retainAll(primaries);
        return kept;
    }

    /** Takes an answer to {@code CLUSTER NODES}: a line for each node, on its own the slots that leave it. */
    void listed(Object answer) {
        Set<HostAndPort> all = keptTargets();
        List<String> lines = text(answer).lines().toList();
        Set<String> ids = new HashSet<>();
        lines.stream()
                .filter(line -> line.contains("myself"))
                .forEach(own -> LEAVING.matcher(own).results().forEach(leaving -> ids.add(leaving.group(1))));
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && ids.contains(words[0])) {
                all.add(listed(words[1]));
            }
        }
        targets = all;
    }

    /** Such as {@code 127.0.0.1:6379@16379,name}. By name, if this node calls the others so. */
    private HostAndPort listed(String told) {
        String[] parts = told.split(",", -1);
        String address = parts[0].replaceFirst("@.*", "");
        int colon = address.lastIndexOf(':');
        boolean byName = parts.length > 1
                && !parts[1].isEmpty()
                && primaries.stream()
                        .noneMatch(known -> IP.matcher(known.getHost()).matches());
        return new HostAndPort(
                byName ? parts[1] : address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** A node that does not know its own name leaves it to be that by which it was reached. */
    private String host(Object told) {
        String host = text(told);
        return host.isEmpty() || host.equals("?") ? node.getHost() : host;
    }

    private static String text(Object told) {
        return told instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : "";
    }

    long epoch() {
        return epoch;
    }

    /** Whether there are nodes that the list of slots did not name. */
    boolean others() {
        return others;
    }

    /** Nodes that slots of this one are moving to, or have. */
    Set<HostAndPort> targets() {
        return targets;
    }

    /** Empty if the last answer named none. */
    Set<HostAndPort> primaries() {
        return primaries;
    }
}
