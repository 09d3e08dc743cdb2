package dev.redkeep.core.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.Pool;

/**
 * One pooled connection for each command. A command whose answer did not come is never sent again, since it may have
 * run; on a Cluster, one that no node accepted is, until the deadline.
 */
final class PooledTransport implements Transport {
    private static final int MAX_REDIRECTIONS = 5;
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final Nodes nodes;
    private final Opener opener;
    private final CommandObjects commands;
    private final Loan.Bounds bounds;
    private final int maxConnections;

    private volatile boolean closed;

    PooledTransport(Nodes nodes, Opener opener, RedisProtocol protocol, Timeouts timeouts, PoolOptions pool) {
        this.nodes = nodes;
        this.opener = opener;
        this.commands = new CommandObjects(protocol);
        this.bounds = new Loan.Bounds(timeouts, pool);
        this.maxConnections = pool.maxConnections();
    }

    @Override
    public CommandObjects commands() {
        return commands;
    }

    @Override
    public <R> R execute(CommandObject<R> command, long deadline) {
        Pool<Connection> pool = serving(command);
        boolean asking = false;
        for (int redirections = 0; ; ) {
            try (Loan loan = Loan.borrow(opener, pool, bounds, deadline)) {
                return loan.execute(command, asking);
            } catch (JedisRedirectionException redirection) {
                if (!nodes.cluster() || ++redirections > MAX_REDIRECTIONS) {
                    throw redirection;
                }
                asking = redirection instanceof JedisAskDataException;
                pool = redirected(redirection, asking);
            } catch (NotSentException | JedisDataException refusal) {
                if (!passing(refusal) || deadline - System.nanoTime() < PAUSE_NANOS) {
                    throw closed ? NotSentException.closed() : refusal;
                }
                LockSupport.parkNanos(this, PAUSE_NANOS);
                nodes.refresh();
                pool = serving(command);
                asking = false;
            }
        }
    }

    private Pool<Connection> serving(CommandObject<?> command) {
        if (closed) {
            throw NotSentException.closed();
        }
        return nodes.serving(command.getArguments());
    }

    private Pool<Connection> redirected(JedisRedirectionException redirection, boolean asking) {
        if (!asking) {
            nodes.refresh();
        }
        return nodes.at(redirection.getTargetNode());
    }

    /** Whether a Cluster heals what stopped a command before it ran: a node that fails over, a slot that moves. */
    private boolean passing(RuntimeException refusal) {
        if (closed || !nodes.cluster() || Thread.currentThread().isInterrupted()) {
            return false;
        }
        String reply = String.valueOf(refusal.getMessage());
        return refusal instanceof NotSentException || reply.startsWith("CLUSTERDOWN") || reply.startsWith("TRYAGAIN");
    }

    @Override
    public <R> List<Outcome<R>> executeAll(List<CommandObject<R>> batch, long deadline) {
        Map<Pool<Connection>, List<Integer>> byNode = new LinkedHashMap<>();
        List<Object> replies = new ArrayList<>(batch);
        for (int i = 0; i < batch.size(); i++) {
            try {
                byNode.computeIfAbsent(serving(batch.get(i)), absent -> new ArrayList<>())
                        .add(i);
            } catch (NotSentException | JedisException noNode) {
                replies.set(i, noNode);
            }
        }
        byNode.forEach((pool, indexes) -> {
            List<Object> part = pipeline(pool, indexes.stream().map(batch::get).toList(), deadline);
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

    private List<Object> pipeline(Pool<Connection> pool, List<? extends CommandObject<?>> part, long deadline) {
        try (Loan loan = Loan.borrow(opener, pool, bounds, deadline)) {
            return loan.executeAll(part);
        } catch (NotSentException noConnection) {
            return new ArrayList<>(part.stream().map(command -> noConnection).toList());
        }
    }

    /** What a raw reply means. A command that its node did not take is sent again by itself, where it belongs. */
    private <R> Outcome<R> outcome(CommandObject<R> command, Object reply, long deadline) {
        try {
            if (reply instanceof Loan.Raw raw) {
                return Outcome.of(
                        raw.value() == null ? null : command.getBuilder().build(raw.value()));
            }
            RuntimeException failure = (RuntimeException) reply;
            boolean retried = (nodes.cluster() && failure instanceof JedisRedirectionException) || passing(failure);
            return retried ? Outcome.of(execute(command, deadline)) : Outcome.failed(failure);
        } catch (RuntimeException failure) {
            return Outcome.failed(failure);
        }
    }

    @Override
    public Optional<PoolFigures> pool() {
        int count = 0;
        int active = 0;
        int idle = 0;
        int waiting = 0;
        for (Pool<Connection> pool : nodes.pools()) {
            count++;
            active += pool.getNumActive();
            idle += pool.getNumIdle();
            waiting += opener.seats(pool).getQueueLength();
        }
        return Optional.of(new PoolFigures(count * maxConnections, active, idle, waiting));
    }

    @Override
    public boolean cluster() {
        return nodes.cluster();
    }

    @Override
    public void close() {
        closed = true;
        opener.close();
        nodes.close();
    }
}
