package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/**
 * A connection that is borrowed for one use. It goes back to its pool only if its stream is in step, that is, if every
 * answer that was asked for was read; else it is closed.
 */
final class Loan implements AutoCloseable {
    /** The bounds of the options that concern a use. */
    record Bounds(long readNanos, long maxWaitNanos) {
        Bounds(Timeouts timeouts, PoolOptions pool) {
            this(timeouts.read().toNanos(), pool.maxWait().toNanos());
        }
    }

    private final Opener opener;
    private final Pool<Connection> pool;
    private final Connection connection;
    private final Bounds bounds;
    private final long deadline;
    private boolean inStep = true;

    private Loan(Opener opener, Pool<Connection> pool, Connection connection, Bounds bounds, long deadline) {
        this.opener = opener;
        this.pool = pool;
        this.connection = connection;
        this.bounds = bounds;
        this.deadline = deadline;
    }

    /** Waits for a connection until the deadline, in {@link System#nanoTime()}. */
    static Loan borrow(Opener opener, Pool<Connection> pool, Bounds bounds, long deadline) {
        long left = Math.min(bounds.maxWaitNanos, deadline - System.nanoTime());
        try {
            Connection connection = opener.borrow(pool, Duration.ofNanos(Math.max(0, left)));
            return new Loan(opener, pool, connection, bounds, deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw NotSentException.interrupted();
        } catch (Exception noConnection) {
            throw new NotSentException(noConnection);
        }
    }

    <R> R execute(CommandObject<R> command, boolean asking) {
        checkDeadline();
        boundFirstRead();
        inStep = false;
        try {
            if (asking) {
                connection.executeCommand(new CommandArguments(Command.ASKING));
            }
            R reply = connection.executeCommand(command);
            inStep = true;
            return reply;
        } catch (JedisDataException refusal) {
            inStep = true;
            throw refusal;
        }
    }

    /** Pings, and tells which protocol was agreed on. */
    RedisProtocol ping() {
        execute(new CommandObject<>(new CommandArguments(Command.PING), BuilderFactory.STRING), false);
        return connection.getRedisProtocol();
    }

    /** Sends all, then reads the answers: for each the raw reply, or the exception that took its place. */
    List<Object> executeAll(List<? extends CommandObject<?>> commands) {
        checkDeadline();
        boundFirstRead();
        inStep = false;
        List<Object> replies = new ArrayList<>(commands.size());
        try {
            commands.forEach(command -> connection.sendCommand(command.getArguments()));
            while (replies.size() < commands.size()) {
                replies.add(read());
            }
            inStep = true;
        } catch (RuntimeException broken) {
            while (replies.size() < commands.size()) {
                replies.add(broken);
            }
        }
        return replies;
    }

    private Object read() {
        boundRead();
        try {
            return new Raw(connection.getOne());
        } catch (JedisDataException refusal) {
            return refusal;
        }
    }

    private void checkDeadline() {
        if (deadline - System.nanoTime() <= 0) {
            throw new NotSentException(new SocketTimeoutException("no time is left"));
        }
    }

    /** A socket that refuses this is dead, and nothing went through it yet. */
    private void boundFirstRead() {
        try {
            boundRead();
        } catch (JedisException dead) {
            throw new NotSentException(dead);
        }
    }

    private void boundRead() {
        long left = Math.min(bounds.readNanos, deadline - System.nanoTime());
        connection.setSoTimeout((int) Math.max(1, left / 1_000_000));
    }

    /**
     * A broken connection takes its idle siblings along: a server that closes one has most likely gone. Never throws, since
     * the outcome of the use is what counts.
     */
    @Override
    public void close() {
        if (connection.isBroken()) {
            pool.clear();
        }
        if (!inStep || connection.isBroken()) {
            opener.discard(pool, connection);
            return;
        }
        try {
            pool.returnResource(connection);
        } catch (JedisException ignored) {
            // The pool was closed in the meantime, and closes what comes back.
        }
    }

    /** A reply as it was read; null is a reply too. */
    record Raw(@Nullable Object value) {}
}
