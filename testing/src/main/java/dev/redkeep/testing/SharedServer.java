package dev.redkeep.testing;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The server all tests of this JVM share. */
final class SharedServer implements RedisServer {
    private static @Nullable SharedServer instance;

    private final RedisServer server;

    private SharedServer(RedisServer server) {
        this.server = server;
    }

    static synchronized SharedServer get() {
        SharedServer shared = instance;
        if (shared == null) {
            shared = new SharedServer(RedisServer.start());
            instance = shared;
        }
        return shared;
    }

    /** Empties a server before a test. One that a former test left stopped or paused is brought back first. */
    static void makeReady(RedisServer server) {
        boolean ours = wake(server);
        try {
            flush(server.uri());
        } catch (IOException | Resp.ErrorReply e) {
            if (!ours) {
                throw notEmptied(server, e);
            }
            server.restart();
            try {
                flush(server.uri());
            } catch (IOException | Resp.ErrorReply again) {
                throw notEmptied(server, again);
            }
        }
    }

    /** Whether the server can be brought back, and was where needed. */
    private static boolean wake(RedisServer server) {
        try {
            server.resume();
            return true;
        } catch (IllegalStateException e) {
            server.restart();
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static TestServerException notEmptied(RedisServer server, Exception e) {
        return new TestServerException(server + " can't be emptied before a test (FLUSHALL): " + e.getMessage(), e);
    }

    private static void flush(URI uri) throws IOException {
        try (Resp resp = Resp.connect(uri, Endpoint.PATIENCE)) {
            resp.call("FLUSHALL");
        }
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    public String host() {
        return server.host();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void pause() {
        server.pause();
    }

    @Override
    public void resume() {
        server.resume();
    }

    @Override
    public void restart() {
        server.restart();
    }

    /** It ends with the JVM. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "shared " + server;
    }
}
