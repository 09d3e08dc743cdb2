package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;

/** A password's way into a URI and out of it. */
final class Percent {
    private Percent() {}

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** {@code redis://[:password@]host:port}. */
    static URI uri(String host, int port, String password) {
        return URI.create("redis://" + (password.isEmpty() ? "" : ":" + encode(password) + "@") + host + ":" + port);
    }
}
