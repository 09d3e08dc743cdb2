package dev.redkeep.testing;

import java.net.URI;

/**
 * A real Redis for a test.
 *
 * <p>Where it comes from is told in the {@linkplain dev.redkeep.testing package's documentation}. A server of one's own
 * listens on loopback, on a port that was free, keeps nothing on disk by default, and ends with {@link #close()}, and
 * also with the JVM, however that ends.
 *
 * <p>Every method that waits does so for at most two minutes and then throws a {@link TestServerException} with the last
 * lines of the server's log. Safe for use by many threads; those that change the server's state wait for each other.
 */
public interface RedisServer extends AutoCloseable {

    /**
     * Any server: the one that {@code REDKEEP_TEST_REDIS} names, else a new one with default options. The former can't
     * be stopped or paused, and may hold others' data.
     *
     * @return a server that answers
     * @throws TestServerException if no provider has one; the message lists what was tried
     */
    static RedisServer start() {
        return Providers.ofThisJvm().startAny();
    }

    /**
     * A new server of one's own. {@code REDKEEP_TEST_REDIS} is passed over: a server that is running already can't be
     * given options.
     *
     * @param options what it is started with
     * @return a server that answers
     * @throws TestServerException if no provider has one, or if it refuses the options; the message lists what was
     *     tried
     */
    static RedisServer start(ServerOptions options) {
        return Providers.ofThisJvm().start(options);
    }

    /**
     * The server that all tests of this JVM share, started at the first call as {@link #start()} would. It ends with
     * the JVM; {@link #close()} leaves it running. A test that stopped it should bring it back, since others use it;
     * {@link RedisTest} also does so before each test.
     *
     * @return the same server each time
     * @throws TestServerException if no provider has one; the message lists what was tried
     */
    static RedisServer shared() {
        return SharedServer.get();
    }

    /**
     * Where a client connects. It carries the password, if there is one, so take care where it is logged.
     *
     * @return {@code redis://host:port} or {@code redis://:password@host:port}, the password percent-encoded
     */
    URI uri();

    /**
     * The name or address of its host.
     *
     * @return such as {@code 127.0.0.1}
     */
    String host();

    /**
     * Its port, which stays the same over {@link #restart()}.
     *
     * @return from 1 to 65535
     */
    int port();

    /**
     * The server's version, read when it was started.
     *
     * @return such as {@code 6.2.11}
     */
    String version();

    /**
     * Stops it orderly (SIGTERM), also when paused; returns when its process is gone. Does nothing if it isn't running.
     *
     * @throws UnsupportedOperationException if the server is not ours, but the one {@code REDKEEP_TEST_REDIS} names
     * @throws TestServerException if it does not end in time
     */
    void stop();

    /**
     * Kills it (SIGKILL), also when paused; returns when its process is gone. Does nothing if it isn't running.
     *
     * @throws UnsupportedOperationException if the server is not ours, but the one {@code REDKEEP_TEST_REDIS} names
     * @throws TestServerException if it does not end in time
     */
    void kill();

    /**
     * Halts it (SIGSTOP, or the container's freezer): the system still accepts connections and bytes for it, but nothing
     * is answered. Does nothing if it is halted already.
     *
     * @throws UnsupportedOperationException if the server is not ours, but the one {@code REDKEEP_TEST_REDIS} names
     * @throws IllegalStateException if it isn't running
     * @throws TestServerException if it can't be halted
     */
    void pause();

    /**
     * Lets it go on after {@link #pause()} (SIGCONT). Does nothing if it isn't halted.
     *
     * @throws UnsupportedOperationException if the server is not ours, but the one {@code REDKEEP_TEST_REDIS} names
     * @throws IllegalStateException if it isn't running
     * @throws TestServerException if it can't be resumed
     */
    void resume();

    /**
     * Starts it again on the same port with the same options; returns when it answers. If it is running, it is stopped
     * orderly first. Data is there again only with {@link ServerOptions#withAppendOnly()}.
     *
     * @throws UnsupportedOperationException if the server is not ours, but the one {@code REDKEEP_TEST_REDIS} names
     * @throws IllegalStateException if it is closed
     * @throws TestServerException if it does not stop or start in time
     */
    void restart();

    /**
     * Ends it for good and deletes its files. A server that isn't ours, or is {@linkplain #shared() shared}, is left
     * running. Does nothing the second time.
     *
     * @throws TestServerException if it can't be ended
     */
    @Override
    void close();
}
