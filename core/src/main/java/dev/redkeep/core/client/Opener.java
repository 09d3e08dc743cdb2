package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/**
 * Opens connections on threads of its own, because a caller has a deadline and a pool that opens one does not: it waits
 * for the handshake with a server that is stuck as long as the socket's time limits allow.
 *
 * <p>Each pool has as many seats as it may have connections. Who has a seat has a connection or waits for one that is
 * being opened; one that is opened for nobody, since its caller gave up, keeps the seat until it is done. So there are
 * never more openings, and never more threads, than connections, and a seat always finds an idle connection or room.
 */
final class Opener implements AutoCloseable {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final int ALL = Integer.MAX_VALUE / 2;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Opener::daemon);
    private final Map<Pool<Connection>, Semaphore> seats = new ConcurrentHashMap<>();
    private final Map<Thread, CompletableFuture<Connection>> promises = new ConcurrentHashMap<>();
    private final Watch watch = new Watch();
    private final Sockets sockets;
    private final int perPool;

    private volatile boolean closed;

    Opener(Sockets sockets, int maxConnections) {
        this.sockets = sockets;
        this.perPool = Math.min(maxConnections, ALL);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "redkeep-opener");
        thread.setDaemon(true);
        return thread;
    }

    /** The seats of a pool; those of pools that are gone are forgotten. */
    Semaphore seats(Pool<Connection> pool) {
        Semaphore known = seats.get(pool);
        if (known == null) {
            seats.keySet().removeIf(Pool::isClosed);
            known = seats.computeIfAbsent(pool, added -> new Semaphore(perPool));
        }
        return known;
    }

    Watch watch() {
        return watch;
    }

    /** A connection of the pool, within the wait, and with it a seat. */
    Connection borrow(Pool<Connection> pool, Semaphore seats, Duration wait) throws Exception {
        long end = System.nanoTime() + wait.toNanos();
        if (!seats.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new NoSuchElementException("no seat in time");
        }
        CompletableFuture<Connection> promise = new CompletableFuture<>();
        try {
            Connection idle = closed ? null : OnlyIdle.take(() -> pool.borrowObject(AT_ONCE));
            if (idle != null) {
                return idle;
            }
            promises.put(Thread.currentThread(), promise);
            threads.execute(() -> open(pool, seats, promise));
        } catch (Exception failed) {
            promises.remove(Thread.currentThread());
            seats.release();
            throw failed instanceof RejectedExecutionException ? NotSentException.closed() : failed;
        }
        try {
            return await(promise, pool, seats, end);
        } finally {
            promises.remove(Thread.currentThread());
        }
    }

    /** Whoever completes the promise first decides; a connection that comes too late goes to the pool. */
    private void open(Pool<Connection> pool, Semaphore seats, CompletableFuture<Connection> promise) {
        try {
            Connection connection = pool.borrowObject(AT_ONCE);
            if (!promise.complete(connection)) {
                giveBack(pool, connection, seats);
            }
        } catch (Throwable failed) {
            seats.release();
            promise.completeExceptionally(failed);
        }
    }

    private static Connection await(
            CompletableFuture<Connection> promise, Pool<Connection> pool, Semaphore seats, long end) throws Exception {
        try {
            return promise.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } catch (TimeoutException late) {
            if (isGivenUp(promise, late)) {
                throw new SocketTimeoutException("no connection in time");
            }
            return promise.join();
        } catch (InterruptedException interrupted) {
            if (!isGivenUp(promise, interrupted)) {
                giveBack(pool, promise.join(), seats);
            }
            throw interrupted;
        }
    }

    private static boolean isGivenUp(CompletableFuture<Connection> promise, Exception reason) {
        return promise.completeExceptionally(reason) || promise.isCompletedExceptionally();
    }

    /** Ends a use whose connection is as good as before. */
    static void giveBack(Pool<Connection> pool, Connection connection, Semaphore seats) {
        try {
            pool.returnResource(connection);
        } catch (JedisException ignored) {
            // The pool was closed in the meantime, and closes what comes back.
        } finally {
            seats.release();
        }
    }

    /** Ends a use whose connection is of no use; to say goodbye to a server that is stuck may take long. */
    void discard(Pool<Connection> pool, Connection connection, Semaphore seats) {
        Runnable work = () -> {
            try {
                OnlyIdle.take(() -> drop(pool, connection));
            } catch (Exception ignored) {
                // It is out of the pool, which is all that counts.
            } finally {
                seats.release();
            }
        };
        try {
            threads.execute(work);
        } catch (RejectedExecutionException closed) {
            work.run();
        }
    }

    private static @Nullable Void drop(Pool<Connection> pool, Connection connection) throws Exception {
        connection.forceDisconnect();
        pool.returnBrokenResource(connection);
        return null;
    }

    /** Whoever waits is told, whatever is being read ends, and the threads with it. */
    @Override
    public void close() {
        closed = true;
        boolean first = !threads.isShutdown();
        threads.shutdownNow();
        watch.close();
        sockets.close();
        promises.values().forEach(promise -> promise.completeExceptionally(NotSentException.closed()));
        if (first) {
            seats.values().forEach(each -> each.release(ALL));
        }
        try {
            // One that still connects ends with the time limit for that.
            boolean unusedEnded = threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
