package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/**
 * Opens connections on threads of its own, because a caller has a deadline and a pool that opens one does not: it waits
 * for the handshake with a server that is stuck as long as the socket's time limits allow, and it does so not only to lend
 * a connection but also to replace one that is thrown away. A thread ends after a second without work.
 */
final class Opener implements AutoCloseable {
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Opener::daemon,
            (task, closed) -> task.run());

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "redkeep-opener");
        thread.setDaemon(true);
        return thread;
    }

    /** A connection of the pool, within the wait; one that is there is lent on the caller's own thread. */
    Connection borrow(Pool<Connection> pool, Duration wait) throws Exception {
        if (pool.getNumIdle() > 0 || pool.getNumActive() >= pool.getMaxTotal()) {
            return pool.borrowObject(wait);
        }
        CompletableFuture<Connection> borrowed = new CompletableFuture<>();
        threads.execute(() -> lend(pool, wait, borrowed));
        try {
            return borrowed.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } catch (TimeoutException late) {
            if (isGivenUp(borrowed, late)) {
                throw new SocketTimeoutException("no connection in time");
            }
            return borrowed.join();
        } catch (InterruptedException interrupted) {
            if (!isGivenUp(borrowed, interrupted)) {
                pool.returnResource(borrowed.join());
            }
            throw interrupted;
        }
    }

    /** Whoever completes the promise first decides; a connection that comes too late goes to the pool. */
    private static void lend(Pool<Connection> pool, Duration wait, CompletableFuture<Connection> borrowed) {
        try {
            Connection connection = pool.borrowObject(wait);
            if (!borrowed.complete(connection)) {
                pool.returnResource(connection);
            }
        } catch (Exception failed) {
            borrowed.completeExceptionally(failed);
        }
    }

    private static boolean isGivenUp(CompletableFuture<Connection> borrowed, Exception reason) {
        return borrowed.completeExceptionally(reason) || borrowed.isCompletedExceptionally();
    }

    /** Throws a connection away: it is closed at once, and replaced when the server allows. */
    void discard(Pool<Connection> pool, Connection connection) {
        threads.execute(() -> {
            try {
                pool.returnBrokenResource(connection);
            } catch (JedisException noOther) {
                // It is out of the pool; that no other could be opened, the next caller finds out himself.
            }
        });
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
