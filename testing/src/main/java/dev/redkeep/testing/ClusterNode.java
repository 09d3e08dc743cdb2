package dev.redkeep.testing;

import java.util.Arrays;
import java.util.List;

/**
 * A line of CLUSTER NODES.
 *
 * @param id the node's name
 * @param port its port, 0 if not known
 * @param flags such as {@code myself}, {@code master}
 * @param slots ranges such as {@code 0-5460}
 */
record ClusterNode(String id, int port, List<String> flags, List<String> slots) {
    private static final int FIRST_SLOTS = 8;

    /** All nodes as this one sees them; none if it doesn't answer. */
    static List<ClusterNode> seenBy(LocalServer server) {
        return Group.ask(server, resp -> resp.text("CLUSTER", "NODES"))
                .map(text -> text.lines().map(ClusterNode::parse).toList())
                .orElse(List.of());
    }

    /** {@code id ip:port@bus[,hostname] flags primary ping pong epoch link slots...}. */
    static ClusterNode parse(String line) {
        String[] words = line.split(" ", -1);
        String address = words[1].substring(0, words[1].indexOf('@'));
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        List<String> slots =
                words.length > FIRST_SLOTS ? List.of(Arrays.copyOfRange(words, FIRST_SLOTS, words.length)) : List.of();
        return new ClusterNode(words[0], port, List.of(words[2].split(",", -1)), slots);
    }

    boolean is(String flag) {
        return flags.contains(flag);
    }

    boolean owns(int slot) {
        return slots.stream().filter(range -> !range.startsWith("[")).anyMatch(range -> {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            return first <= slot && slot <= last;
        });
    }
}
