package dev.redkeep.core.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Commands of many callers together on a few connections to each node; a giant goes by a connection of its own. */
final class LaneTransport extends RoutedTransport {
    static final int GIANT_BYTES = 1 << 20;

    private final PooledTransport side;
    private final Function<HostAndPort, NodeLanes> open;
    private final Map<HostAndPort, NodeLanes> lanes = new ConcurrentHashMap<>();

    /**
     * Takes over what is open.
     *
     * @param side the way for giants; closed with this
     * @param open makes the lanes to a node, when it is first needed
     */
    LaneTransport(Nodes nodes, RedisProtocol protocol, PooledTransport side, Function<HostAndPort, NodeLanes> open) {
        super(nodes, protocol);
        this.side = side;
        this.open = open;
        nodes.addresses().forEach(node -> lanes.put(node, open.apply(node)));
        side.watch().begin(now -> look());
    }

    /** Connects to every node that is known, so that the first caller need not wait for it. One that serves is enough. */
    LaneTransport connected() {
        RuntimeException failure = null;
        int open = 0;
        for (NodeLanes node : lanes.values()) {
            try {
                node.open();
                open++;
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
        if (open == 0 && failure != null) {
            close();
            throw new NotSentException(failure);
        }
        return this;
    }

    @Override
    <R> R once(HostAndPort node, CommandObject<R> command, boolean asking, long deadline, Again again) {
        CommandArguments arguments = command.getArguments();
        LaneRules.check(arguments);
        if (isGiant(arguments)) {
            return side.once(node, command, asking, deadline, again);
        }
        NodeLanes there = lanesTo(node);
        try {
            return value(command, there.execute(arguments, asking, deadline, again));
        } catch (NotSentException unsent) {
            if (closed() || lanes.get(node) == there) {
                throw unsent;
            }
            return value(command, lanesTo(node).execute(arguments, asking, deadline, again)); // it was pruned meanwhile
        }
    }

    @Override
    List<Object> pipeline(HostAndPort node, List<? extends CommandObject<?>> part, long deadline) {
        List<CommandArguments> arguments = new ArrayList<>(part.size());
        boolean giant = false;
        for (CommandObject<?> command : part) {
            LaneRules.check(command.getArguments());
            giant |= isGiant(command.getArguments());
            arguments.add(command.getArguments());
        }
        return giant ? side.pipeline(node, part, deadline) : lanesTo(node).executeAll(arguments, deadline);
    }

    @Override
    public <R> CompletableFuture<R> executeAsync(CommandObject<R> command, long deadline) {
        return executeAsync(command, deadline, Again.of(command));
    }

    private <R> CompletableFuture<R> executeAsync(CommandObject<R> command, long deadline, Again again) {
        LaneRules.check(command.getArguments());
        if (isGiant(command.getArguments())) {
            return side.executeAsync(command, deadline);
        }
        return new AsyncCall<>(
                        command, deadline, again, lanesTo(serving(command)).pick(), side)
                .submit()
                .exceptionallyCompose(thrown -> otherwise(command, deadline, again, Translation.unwrapped(thrown)));
    }

    /** What a Cluster redirects takes a thread that waits, which none of the followers is to be. */
    private <R> CompletableFuture<R> otherwise(CommandObject<R> command, long deadline, Again again, Throwable thrown) {
        if (thrown instanceof JedisRedirectionException && nodes.cluster()) {
            long bytes = LaneCall.bytes(command.getArguments());
            return side.threads().run(() -> execute(command, deadline, again), bytes, deadline);
        }
        boolean heals = thrown instanceof RuntimeException refusal
                && passing(refusal)
                && deadline - System.nanoTime() > PAUSE_NANOS;
        return heals ? later(command, deadline, again) : CompletableFuture.failedFuture(thrown);
    }

    /** After the pause in which a Cluster may heal. */
    private <R> CompletableFuture<R> later(CommandObject<R> command, long deadline, Again again) {
        Executor paused = CompletableFuture.delayedExecutor(
                PAUSE_NANOS, TimeUnit.NANOSECONDS, side.threads().followers().pool());
        return CompletableFuture.runAsync(nodes::refresh, paused)
                .thenCompose(done -> executeAsync(command, deadline, again));
    }

    static <R> R value(CommandObject<R> command, @Nullable Object reply) {
        if (reply instanceof JedisDataException refusal) {
            throw refusal;
        }
        return command.getBuilder().build(reply);
    }

    private NodeLanes lanesTo(HostAndPort node) {
        NodeLanes there = lanes.get(node);
        return there != null ? there : opened(node);
    }

    private NodeLanes opened(HostAndPort node) {
        NodeLanes there = lanes.computeIfAbsent(node, open);
        if (closed()) {
            there.close();
            throw NotSentException.closed();
        }
        return there;
    }

    private static boolean isGiant(CommandArguments arguments) {
        return LaneCall.bytes(arguments) > GIANT_BYTES;
    }

    private void look() {
        lanes.values().forEach(NodeLanes::look);
        prune();
    }

    /**
     * Closes the lanes to nodes that serve no more: after a failover, or when the Cluster shrank. Not while they are in use,
     * since a slot that moves leads to a node before the topology does. That may take a while, for which nobody's deadline
     * waits.
     */
    private void prune() {
        Collection<HostAndPort> serving = nodes.addresses();
        if (serving.isEmpty()) {
            return;
        }
        lanes.forEach((node, there) -> {
            if (!serving.contains(node) && there.idle() && lanes.remove(node, there)) {
                Threads.background("redkeep-lane-close", there::close).start();
            }
        });
    }

    @Override
    public Optional<PoolFigures> pool() {
        return Optional.of(NodeLanes.figures(lanes.values()));
    }

    @Override
    public void close() {
        shut();
        lanes.values().forEach(NodeLanes::close);
        side.close();
    }
}
