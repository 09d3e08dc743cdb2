package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Sends each command to the node that serves it, and follows a Cluster's redirections. A command whose answer did not come
 * is not sent again, since it may have run, unless {@link Again} allows it; on a Cluster, one that no node accepted is, until the
 * deadline.
 */
abstract class RoutedTransport implements Transport {
    private static final int MAX_REDIRECTIONS = 5;
    static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    /** What a node answers that has not all keys of a slot which is just moving. */
    static final Predicate<String> TORN = message -> message.startsWith("TRYAGAIN");

    final Nodes nodes;
    private final CommandObjects commands;
    private @Nullable Feeds feeds;
    private volatile boolean closed;

    RoutedTransport(Nodes nodes, RedisProtocol protocol) {
        this.nodes = nodes;
        this.commands = new CommandObjects(protocol);
    }

    /** Sends one command to one node, and once more over a fresh connection where that is allowed. */
    abstract <R> R once(HostAndPort node, CommandObject<R> command, boolean asking, long deadline, Again again);

    /** Sends commands to one node together: for each a {@link Loan.Raw} reply, or the exception that took its place. */
    abstract List<Object> pipeline(HostAndPort node, List<? extends CommandObject<?>> part, long deadline);

    @Override
    public final CommandObjects commands() {
        return commands;
    }

    @Override
    public final <R> R execute(CommandObject<R> command, long deadline) {
        return execute(command, deadline, Again.of(command));
    }

    final <R> R execute(CommandObject<R> command, long deadline, Again again) {
        HostAndPort node = serving(command);
        boolean asking = false;
        for (int redirections = 0; ; ) {
            try {
                return once(node, command, asking, deadline, again);
            } catch (JedisRedirectionException redirection) {
                if (!nodes.cluster() || ++redirections > MAX_REDIRECTIONS) {
                    throw redirection;
                }
                asking = redirection instanceof JedisAskDataException;
                if (!asking) {
                    nodes.refresh();
                }
                node = redirection.getTargetNode();
            } catch (NotSentException | JedisDataException refusal) {
                if (!passing(refusal) || torn(command, refusal) || deadline - System.nanoTime() < PAUSE_NANOS) {
                    throw closed ? NotSentException.closed() : refusal;
                }
                LockSupport.parkNanos(this, PAUSE_NANOS);
                nodes.refresh();
                node = serving(command);
                asking = false;
            }
        }
    }

    final HostAndPort serving(CommandObject<?> command) {
        if (closed) {
            throw NotSentException.closed();
        }
        return nodes.serving(command.getArguments());
    }

    /** Whether a Cluster heals what stopped a command before it ran: a node that fails over, a slot that moves. */
    final boolean passing(RuntimeException refusal) {
        if (closed || !nodes.cluster() || Thread.currentThread().isInterrupted()) {
            return false;
        }
        String reply = String.valueOf(refusal.getMessage());
        return refusal instanceof NotSentException || reply.startsWith("CLUSTERDOWN") || TORN.test(reply);
    }

    /** A read of many keys is asked for in another way then; to wait for the end of the move may take long. */
    private static boolean torn(CommandObject<?> command, RuntimeException refusal) {
        return command.getArguments().getCommand() == Command.MGET && TORN.test(String.valueOf(refusal.getMessage()));
    }

    @Override
    public final <R> List<Outcome<R>> executeAll(List<CommandObject<R>> batch, long deadline) {
        Map<HostAndPort, List<Integer>> byNode = new LinkedHashMap<>();
        List<Object> replies = new ArrayList<>(batch);
        for (int i = 0; i < batch.size(); i++) {
            try {
                byNode.computeIfAbsent(serving(batch.get(i)), absent -> new ArrayList<>())
                        .add(i);
            } catch (NotSentException | JedisException noNode) {
                replies.set(i, noNode);
            }
        }
        byNode.forEach((node, indexes) -> {
            List<Object> part = pipeline(node, indexes.stream().map(batch::get).toList(), deadline);
            for (int i = 0; i < part.size(); i++) {
                replies.set(indexes.get(i), part.get(i));
            }
        });
        List<Outcome<R>> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            outcomes.add(outcome(batch.get(i), replies.get(i), deadline));
        }
        return outcomes;
    }

    /** What a raw reply means. A command that its node did not take is sent again by itself, where it belongs. */
    private <R> Outcome<R> outcome(CommandObject<R> command, Object reply, long deadline) {
        try {
            if (reply instanceof Loan.Raw raw) {
                return Outcome.of(
                        raw.value() == null ? null : command.getBuilder().build(raw.value()));
            }
            RuntimeException failure = (RuntimeException) reply;
            boolean retried = (nodes.cluster() && failure instanceof JedisRedirectionException)
                    || (passing(failure) && !torn(command, failure));
            return retried ? Outcome.of(execute(command, deadline)) : Outcome.failed(failure);
        } catch (RuntimeException failure) {
            return Outcome.failed(failure);
        }
    }

    @Override
    public final KeyFeed follow(KeyFeedOptions options, KeyFeedListener listener, long deadline) {
        return requireNonNull(feeds).follow(options, listener, deadline);
    }

    @Override
    public final MessageHub listen(Duration heartbeat, MessageListener listener) {
        return requireNonNull(feeds).listen(heartbeat, listener);
    }

    /** Gives it what feeds are opened by, and closes them with this. */
    final RoutedTransport with(Feeds opener) {
        feeds = opener;
        return this;
    }

    @Override
    public final boolean cluster() {
        return nodes.cluster();
    }

    final boolean closed() {
        return closed;
    }

    /** Refuses what comes from now on. */
    final void shut() {
        closed = true;
        if (feeds != null) {
            feeds.close();
        }
    }

    @Override
    public void close() {
        shut();
        nodes.close();
    }
}
