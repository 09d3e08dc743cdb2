package dev.redkeep.core.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Which server each wish is heard from: the only one there is, or on a Cluster that of its slot. Guarded by its hub. */
final class MessageHomes {
    private static final Object ONLY = "the only one";

    private final MessageHub hub;
    private final Nodes nodes;
    private final Map<Object, MessageHome> homes = new HashMap<>();
    private final List<FeedEar> ears = new ArrayList<>();
    private boolean closed;

    MessageHomes(MessageHub hub, Nodes nodes) {
        this.hub = hub;
        this.nodes = nodes;
    }

    /** Where a name is heard, as if it were a key; a glob could be anywhere. Needs no lock, and may ask a node. */
    Object place(Channels.Name name) {
        return nodes.cluster() ? nodes.serving(new CommandArguments(Command.PUBLISH).key(name.bytes())) : ONLY;
    }

    MessageHome at(Object place) {
        return homes.computeIfAbsent(place, absent -> {
            MessageHome home =
                    new MessageHome(hub, place instanceof HostAndPort node ? present -> node : present -> first());
            ears.removeIf(FeedEar::ended);
            ears.add(home.ear());
            home.ear().start();
            return home;
        });
    }

    private HostAndPort first() {
        return nodes.addresses().iterator().next();
    }

    /** On a Cluster; a single server's is kept, to be there at once when it is needed again. */
    void closeIfUnused(MessageHome home) {
        if (nodes.cluster() && home.wishes().isEmpty() && homes.values().remove(home)) {
            home.ear().close();
        }
    }

    void refresh() {
        nodes.refresh();
    }

    /** Sees whether what is heard from a server belongs to another one now. Call it without the lock. */
    void settle(MessageHome home) {
        if (!nodes.cluster()) {
            return;
        }
        Map<Wish, Object> places = new HashMap<>();
        try {
            for (Wish wish : wishes(home)) {
                places.put(wish, place(wish.name()));
            }
        } catch (JedisException unknown) {
            return; // the next beat knows more
        }
        settle(home, places);
    }

    private List<Wish> wishes(MessageHome home) {
        synchronized (hub) {
            return home.wishes();
        }
    }

    private void settle(MessageHome home, Map<Wish, Object> places) {
        synchronized (hub) {
            if (closed) {
                return;
            }
            places.forEach((wish, place) -> {
                MessageHome other = at(place);
                if (wish.home == home && other != home) {
                    home.leave(wish);
                    other.want(wish);
                }
            });
            closeIfUnused(home);
        }
    }

    /** None is opened any more. Tells which threads there are. */
    List<FeedEar> close() {
        closed = true;
        homes.clear();
        return List.copyOf(ears);
    }
}
