package dev.redkeep.testing;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A server that was running before us, and stays so. */
final class ForeignServer implements RedisServer {
    private final URI uri;
    private final String version;

    private ForeignServer(URI uri, String version) {
        this.uri = uri;
        this.version = version;
    }

    /** The provider for it; null or blank for none. */
    static Provider provider(@Nullable String text) {
        String uri = text == null || text.isBlank() ? null : text;
        Memo<RedisServer> server = new Memo<>(() -> connect(uri));
        return new Provider() {
            @Override
            public String name() {
                return "uri";
            }

            @Override
            public RedisServer start(@Nullable ServerOptions options) throws Unavailable {
                if (options != null && uri != null) {
                    throw new Unavailable(
                            "a server of its own is asked for: one that runs already can't be given options or stopped",
                            "let another provider start it");
                }
                try {
                    return server.get();
                } catch (Unavailable e) {
                    if (uri == null) {
                        throw e;
                    }
                    throw new TestServerException(e.getMessage()); // named on purpose, so not passed over
                }
            }
        };
    }

    private static RedisServer connect(@Nullable String text) throws Unavailable {
        if (text == null) {
            throw new Unavailable(
                    "REDKEEP_TEST_REDIS is not set",
                    "set it to redis://[[user]:password@]host[:port] of a test server");
        }
        URI uri = parse(text.strip());
        String where = Resp.hostOf(uri) + ":" + Resp.portOf(uri);
        try (Resp resp = Resp.connect(uri, Endpoint.PATIENCE)) {
            return new ForeignServer(uri, resp.version());
        } catch (Resp.ErrorReply e) {
            throw new Unavailable(
                    "REDKEEP_TEST_REDIS: " + where + " refuses: " + e.getMessage(), "check its user and password");
        } catch (IOException e) {
            throw new Unavailable(
                    "REDKEEP_TEST_REDIS: " + where + " does not answer: " + e.getMessage(),
                    "start it, or unset the variable");
        }
    }

    private static URI parse(String text) throws Unavailable {
        String remedy = "write redis://[[user]:password@]host[:port], special characters percent-encoded";
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls to the refusal below, which does not repeat the text: it may hold a password
        }
        throw new Unavailable("REDKEEP_TEST_REDIS is not the URI of a Redis", remedy);
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public String host() {
        return Resp.hostOf(uri);
    }

    @Override
    public int port() {
        return Resp.portOf(uri);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void stop() {
        throw notOurs("stopped");
    }

    @Override
    public void kill() {
        throw notOurs("killed");
    }

    @Override
    public void pause() {
        throw notOurs("paused");
    }

    @Override
    public void resume() {
        throw notOurs("resumed");
    }

    @Override
    public void restart() {
        throw notOurs("restarted");
    }

    private UnsupportedOperationException notOurs(String what) {
        return new UnsupportedOperationException(this + " is the one REDKEEP_TEST_REDIS names, so it can't be " + what
                + " -> ask for a server of its own: RedisServer.start(ServerOptions.defaults())");
    }

    /** Leaves it running. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "Redis " + version + " on " + host() + ":" + port();
    }
}
