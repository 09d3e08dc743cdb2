package dev.redkeep.testing;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a Cluster of single nodes, by commands that Redis 6.2 knows: the first half become primaries, the second half
 * their replicas in the same order.
 */
final class ClusterFormation {
    static final int PRIMARIES = 3;

    private static final int SLOTS = 16_384;
    private static final int CHUNK = 1_024;

    private final List<LocalServer> nodes;
    private final Supplier<String> logs;

    ClusterFormation(List<LocalServer> nodes, Supplier<String> logs) {
        this.nodes = nodes;
        this.logs = logs;
    }

    /** The first slot of the n-th primary at the start; for n = 3 one more than the last slot. */
    static int firstSlot(int primary) {
        return (2 * primary * SLOTS + PRIMARIES) / (2 * PRIMARIES);
    }

    void form() {
        for (int i = 0; i < nodes.size(); i++) {
            command(nodes.get(i), "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        }
        for (int i = 0; i < PRIMARIES; i++) {
            addSlots(nodes.get(i), firstSlot(i), firstSlot(i + 1));
        }
        meet();
        await("the nodes to know each other", () -> nodes.stream().allMatch(this::knowsAll));
        for (int i = 0; i < PRIMARIES; i++) {
            command(nodes.get(i + PRIMARIES), "CLUSTER", "REPLICATE", idOf(nodes.get(i)));
        }
        await("the Cluster to be ok", () -> nodes.stream().allMatch(this::isReady));
    }

    private void addSlots(LocalServer node, int from, int to) {
        for (int start = from; start < to; start += CHUNK) {
            Stream<String> slots =
                    IntStream.range(start, Math.min(to, start + CHUNK)).mapToObj(Integer::toString);
            command(node, Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots).toArray(String[]::new));
        }
    }

    /** Everyone meets everyone: quicker than to wait for gossip. */
    private void meet() {
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                String port = Integer.toString(nodes.get(j).port());
                command(nodes.get(i), "CLUSTER", "MEET", Ports.LOOPBACK, port);
            }
        }
    }

    private boolean knowsAll(LocalServer node) {
        List<ClusterNode> seen = ClusterNode.seenBy(node);
        return seen.size() == nodes.size()
                && seen.stream().noneMatch(other -> other.is("handshake") || other.is("noaddr"));
    }

    private static String idOf(LocalServer node) {
        return ClusterNode.seenBy(node).stream()
                .filter(seen -> seen.is("myself"))
                .findFirst()
                .orElseThrow(() -> new TestServerException(node + " does not say its id"))
                .id();
    }

    private boolean isReady(LocalServer node) {
        List<ClusterNode> seen = ClusterNode.seenBy(node);
        boolean replica = nodes.indexOf(node) >= PRIMARIES;
        return isOk(node)
                && knowsAll(node)
                && seen.stream().filter(other -> other.is("slave")).count() == PRIMARIES
                && (!replica || Group.isLinkedReplica(node));
    }

    /** Whether the node says that the Cluster is ok. */
    static boolean isOk(LocalServer node) {
        return Group.ask(node, resp -> resp.fields("CLUSTER", "INFO"))
                .filter(info -> "ok".equals(info.get("cluster_state")))
                .isPresent();
    }

    private void command(LocalServer node, String... words) {
        await(
                node + " to take " + words[0] + " " + words[1],
                () -> Group.ask(node, resp -> resp.text(words))
                        .filter("OK"::equals)
                        .isPresent());
    }

    private void await(String what, BooleanSupplier condition) {
        Deadline.usual().await(what, condition, logs);
    }
}
