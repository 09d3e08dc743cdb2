package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import redis.clients.jedis.HostAndPort;

/**
 * An open feed. It hears one server, or on a Cluster each of the primaries: those that the primaries themselves name, so that a
 * failover is noticed by the next beat. Messages too are heard from each, though any would pass them on: who is told by the node that
 * a script ran on is told before that node answers, and misses none because of a link between nodes.
 */
final class Feed implements KeyFeed, Hearer {
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long NO_EPOCH = -1;

    private final boolean tracking;
    private final Nodes nodes;
    private final Function<HostAndPort, FeedWire> connector;
    private final Consumer<Feed> ended;
    private final FeedSync sync;
    private final Beat beat;
    private final Map<Object, FeedEar> ears = new ConcurrentHashMap<>();
    /** For each that is heard, where slots of it are moving to. */
    private final Map<FeedEar, Set<HostAndPort>> moving = new HashMap<>();

    private Collection<HostAndPort> primaries = Set.of();
    private long newest = NO_EPOCH;
    private volatile boolean closed;

    /**
     * Not yet started.
     *
     * @param connector opens a connection on which the server tells of changes
     * @param ended is told of the close
     */
    Feed(
            boolean tracking,
            Duration heartbeat,
            KeyFeedListener listener,
            Nodes nodes,
            Function<HostAndPort, FeedWire> connector,
            Consumer<Feed> ended) {
        this.tracking = tracking;
        this.beat = new Beat(heartbeat.toNanos());
        this.sync = new FeedSync(listener);
        this.nodes = nodes;
        this.connector = connector;
        this.ended = ended;
    }

    void start() {
        if (ofPrimaries()) {
            hear(nodes.addresses());
        } else {
            add("one", present -> first());
        }
    }

    private HostAndPort first() {
        return nodes.addresses().iterator().next();
    }

    @Override
    public boolean tracking() {
        return tracking;
    }

    /** Whether each primary of a Cluster is heard, and asked which others there are. */
    boolean ofPrimaries() {
        return nodes.cluster();
    }

    FeedSync sync() {
        return sync;
    }

    Beat beat() {
        return beat;
    }

    @Override
    public Class<?> feed() {
        return KeyFeed.class;
    }

    @Override
    public FeedWire connect(HostAndPort node) {
        return connector.apply(node);
    }

    /** Of what went on until now nothing was heard. */
    @Override
    public Conversation converse(FeedWire wire, FeedEar ear) {
        sync.allChanged();
        return new FeedTalk(wire, ear, this);
    }

    @Override
    public void unheard(FeedEar ear) {
        sync.unheard(ear);
    }

    /** A primary names those that it knows. A node that is behind the others with the news is not believed. */
    void primaries(long epoch, Set<HostAndPort> serving) {
        synchronized (this) {
            if (epoch >= newest && !serving.isEmpty()) {
                newest = epoch;
                hear(serving);
            }
        }
        sync.tell();
    }

    /** A primary tells to which nodes slots of its own are moving: they are heard too. */
    void moving(FeedEar source, Set<HostAndPort> targets) {
        synchronized (this) {
            if (ears.containsValue(source) && !targets.equals(moving.getOrDefault(source, Set.of()))) {
                moving.put(source, targets);
                hear(primaries);
            }
        }
        sync.tell();
    }

    /** If no server answers, there is nobody to name others, and what the client knows must do. */
    @Override
    public void lost(FeedEar ear, Throwable broken) {
        nodes.refresh();
        if (ofPrimaries() && ears.values().stream().noneMatch(FeedEar::answering)) {
            anew(nodes.addresses());
        }
    }

    private void anew(Collection<HostAndPort> serving) {
        synchronized (this) {
            newest = NO_EPOCH;
            if (!serving.isEmpty()) {
                hear(serving);
            }
        }
        sync.tell();
    }

    /** To be followed by telling, without the lock. Those that are new hold up what is in sync before those that are gone let go of it. */
    private synchronized void hear(Collection<HostAndPort> named) {
        primaries = named;
        Set<HostAndPort> serving = new HashSet<>(named);
        moving.values().forEach(serving::addAll);
        for (HostAndPort node : serving) {
            if (!ears.containsKey(node)) {
                add(node, present -> node);
            }
        }
        ears.forEach((node, ear) -> {
            if (!serving.contains(node)) {
                ears.remove(node);
                moving.remove(ear);
                ear.close();
                sync.leave(ear);
            }
        });
    }

    private void add(Object name, FeedEar.Target target) {
        FeedEar ear = new FeedEar(this, target);
        sync.join(ear);
        ears.put(name, ear);
        ear.start();
        if (closed) {
            ear.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        ended.accept(this);
        ears.values().forEach(FeedEar::close);
        long until = System.nanoTime() + PATIENCE;
        try {
            for (FeedEar ear : ears.values()) {
                ear.join(until);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
