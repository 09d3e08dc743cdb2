package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/**
 * A connection that is borrowed for one use. It goes back to its pool only if its stream is in step, that is, if every
 * answer that was asked for was read; else it is closed.
 */
final class Loan implements Watch.Watched, AutoCloseable {
    /** The bounds of the options that concern a use. */
    record Bounds(long readNanos, long maxWaitNanos) {
        Bounds(Timeouts timeouts, PoolOptions pool) {
            this(timeouts.read().toNanos(), pool.maxWait().toNanos());
        }
    }

    /** Each takes its idle siblings along, so that only those can be dead which come back just then. */
    private static final int MOST_DEAD = 3;

    private final Opener opener;
    private final Pool<Connection> pool;
    private final Semaphore seats;
    private final Connection connection;
    private final Bounds bounds;
    private final long deadline;
    private boolean inStep = true;
    private volatile boolean late;
    private boolean over;

    private Loan(
            Opener opener,
            Pool<Connection> pool,
            Semaphore seats,
            Connection connection,
            Bounds bounds,
            long deadline) {
        this.opener = opener;
        this.pool = pool;
        this.seats = seats;
        this.connection = connection;
        this.bounds = bounds;
        this.deadline = deadline;
    }

    /** Waits for a connection until the deadline, in {@link System#nanoTime()}. */
    static Loan borrow(Opener opener, Pool<Connection> pool, Bounds bounds, long deadline) {
        long left = Math.min(bounds.maxWaitNanos, deadline - System.nanoTime());
        try {
            Semaphore seats = opener.seats(pool);
            Connection connection = opener.borrow(pool, seats, Duration.ofNanos(Math.max(0, left)));
            Loan loan = new Loan(opener, pool, seats, connection, bounds, deadline);
            opener.watch().begin(loan);
            return loan;
        } catch (NotSentException closed) {
            throw closed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw NotSentException.interrupted();
        } catch (Exception noConnection) {
            throw new NotSentException(noConnection);
        }
    }

    /** One that answers: another broke, and what rests beside it may have ended with it. */
    static Loan fresh(Opener opener, Pool<Connection> pool, Bounds bounds, long deadline) {
        RuntimeException dead = null;
        for (int tries = 0; tries < MOST_DEAD; tries++) {
            Loan loan = borrow(opener, pool, bounds, deadline);
            boolean answers = false;
            try {
                loan.ping();
                answers = true;
            } catch (JedisDataException refusal) {
                answers = true;
            } catch (NotSentException | JedisException failed) {
                if (loan.late) {
                    throw new NotSentException(failed);
                }
                dead = failed;
            } finally {
                if (!answers) {
                    loan.close();
                }
            }
            if (answers) {
                return loan;
            }
        }
        throw new NotSentException(requireNonNull(dead));
    }

    <R> R execute(CommandObject<R> command, boolean asking) {
        checkDeadline();
        boundFirstRead();
        inStep = false;
        try {
            R reply = OnlyIdle.use(() -> {
                if (asking) {
                    connection.executeCommand(new CommandArguments(Command.ASKING));
                }
                return command.getArguments() instanceof Transaction transaction
                        ? command.getBuilder().build(transaction.exchange(connection))
                        : connection.executeCommand(command);
            });
            inStep = true;
            return reply;
        } catch (JedisDataException refusal) {
            inStep = true;
            throw refusal;
        } catch (JedisConnectionException broken) {
            throw noted(broken);
        }
    }

    /** Whether it is the time that ran out, or the connection that broke. */
    private RuntimeException noted(RuntimeException broken) {
        if (late) {
            return new JedisConnectionException(new SocketTimeoutException("the deadline passed"));
        }
        late = broken.getCause() instanceof SocketTimeoutException;
        return broken;
    }

    @Override
    public void look(long now) {
        if (deadline - now <= 0) {
            late = true;
            cutOff();
        }
    }

    /** Whoever reads or writes then fails. Not once the connection went back: it may be another's. */
    @Override
    public synchronized void cutOff() {
        if (!over) {
            over = true;
            try {
                connection.forceDisconnect();
            } catch (IOException ignored) {
                // It is closed, as far as it can be.
            }
        }
    }

    private synchronized void end() {
        over = true;
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
            inStep = OnlyIdle.use(() -> {
                commands.forEach(command -> connection.sendCommand(command.getArguments()));
                while (replies.size() < commands.size()) {
                    replies.add(read());
                }
                return true;
            });
        } catch (RuntimeException broken) {
            RuntimeException failure = noted(broken);
            while (replies.size() < commands.size()) {
                replies.add(failure);
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
            throw NotSentException.late();
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
     * A connection that the server closed takes its idle siblings along: they have most likely gone with it. One that was
     * merely too late does not. Never throws, since the outcome of the use is what counts.
     */
    @Override
    public void close() {
        opener.watch().end(this);
        end();
        if (connection.isBroken() && !late) {
            pool.clear();
        }
        if (!inStep || connection.isBroken()) {
            opener.discard(pool, connection, seats);
        } else {
            Opener.giveBack(pool, connection, seats);
        }
    }

    /** A reply as it was read; null is a reply too. */
    record Raw(@Nullable Object value) {}
}
