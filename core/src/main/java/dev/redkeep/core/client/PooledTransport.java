package dev.redkeep.core.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/** One pooled connection for each command. */
final class PooledTransport extends RoutedTransport {
    private final Opener opener;
    private final Loan.Bounds bounds;
    private final int maxConnections;
    private final AsyncThreads threads;

    PooledTransport(Nodes nodes, Opener opener, RedisProtocol protocol, Timeouts timeouts, PoolOptions pool) {
        super(nodes, protocol);
        this.opener = opener;
        this.bounds = new Loan.Bounds(timeouts, pool);
        this.maxConnections = pool.maxConnections();
        this.threads = new AsyncThreads(maxConnections, () -> new NotSentException(new NoSuchElementException()));
    }

    Watch watch() {
        return opener.watch();
    }

    @Override
    <R> R once(HostAndPort node, CommandObject<R> command, boolean asking, long deadline, Again again) {
        RuntimeException first;
        try (Loan loan = Loan.borrow(opener, nodes.pool(node), bounds, deadline)) {
            return loan.execute(command, asking);
        } catch (NotSentException | JedisConnectionException failure) {
            if (!again.after(failure, deadline)) {
                throw failure;
            }
            first = failure;
        }
        try (Loan loan = Loan.fresh(opener, nodes.pool(node), bounds, deadline)) {
            return loan.execute(command, asking);
        } catch (NotSentException | JedisException second) {
            throw Again.failure(first, second);
        }
    }

    @Override
    List<Object> pipeline(HostAndPort node, List<? extends CommandObject<?>> part, long deadline) {
        List<Object> replies = together(part, () -> Loan.borrow(opener, nodes.pool(node), bounds, deadline));
        return Again.<CommandObject<?>>batch(
                List.copyOf(part),
                Again::of,
                replies,
                deadline,
                broken -> together(broken, () -> Loan.fresh(opener, nodes.pool(node), bounds, deadline)));
    }

    private static List<Object> together(List<? extends CommandObject<?>> part, Supplier<Loan> connection) {
        try (Loan loan = connection.get()) {
            return loan.executeAll(part);
        } catch (NotSentException noConnection) {
            return new ArrayList<>(Collections.nCopies(part.size(), noConnection));
        }
    }

    @Override
    public <R> CompletableFuture<R> executeAsync(CommandObject<R> command, long deadline) {
        return threads.run(() -> execute(command, deadline), LaneCall.bytes(command.getArguments()), deadline);
    }

    /** For asynchronous calls of which a thread has to wait. */
    AsyncThreads threads() {
        return threads;
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
    public void close() {
        shut(); // first, so that those whom the opener lets go are told why
        threads.close();
        opener.close();
        super.close();
    }
}
