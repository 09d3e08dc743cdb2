package dev.redkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** One command on a connection of its own. */
final class Ask {
    private Ask() {}

    static String text(RedisServer server, String... words) {
        try (Resp resp = Resp.connect(server.uri(), Endpoint.PATIENCE)) {
            return resp.text(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
