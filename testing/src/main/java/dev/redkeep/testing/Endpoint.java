package dev.redkeep.testing;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Where a server listens.
 *
 * @param host its name or address
 * @param port its port
 * @param password empty for none
 */
record Endpoint(String host, int port, String password) {
    /** For a question that is asked once. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For one that is asked again if it gets no answer. */
    private static final Duration GLANCE = Duration.ofSeconds(2);

    URI uri() {
        return Percent.uri(host, port, password);
    }

    Resp connect() throws IOException {
        return Resp.connect(uri(), PATIENCE);
    }

    Resp glance() throws IOException {
        return Resp.connect(uri(), GLANCE);
    }

    /** Whether a server answers here that has read its data. */
    boolean answers() {
        try (Resp resp = glance()) {
            return "PONG".equals(resp.call("PING"));
        } catch (IOException | Resp.ErrorReply e) {
            return false;
        }
    }

    /** Whether the one that answers is this process, not another that took the port. */
    boolean answers(long pid) {
        try (Resp resp = glance()) {
            return "PONG".equals(resp.call("PING"))
                    && Long.toString(pid).equals(resp.fields("INFO", "server").get("process_id"));
        } catch (IOException | Resp.ErrorReply e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
