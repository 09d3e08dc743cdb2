package dev.redkeep.testing;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Servers that belong together: started one by one, asked, and ended together. */
final class Group implements AutoCloseable {
    private final Binary binary;
    private final List<LocalServer> servers = new ArrayList<>();

    Group(Binary binary) {
        this.binary = binary;
    }

    LocalServer add(Launch launch) {
        LocalServer server = LocalServer.start(binary, launch);
        servers.add(server);
        return server;
    }

    /** What is asked of a connection. */
    interface Question<T> {
        @Nullable
        T ask(Resp resp) throws IOException;
    }

    /** The answer, or empty if the server does not answer soon, or not so. */
    static <T> Optional<T> ask(LocalServer server, Question<T> question) {
        if (!server.isRunning()) {
            return Optional.empty();
        }
        try (Resp resp = server.endpoint().glance()) {
            return Optional.ofNullable(question.ask(resp));
        } catch (IOException | Resp.ErrorReply e) {
            return Optional.empty();
        }
    }

    static boolean says(LocalServer server, String section, Predicate<Map<String, String>> predicate) {
        return ask(server, resp -> predicate.test(resp.fields("INFO", section))).orElse(false);
    }

    static boolean isLinkedReplica(LocalServer server) {
        return says(server, "replication", info -> "up".equals(info.get("master_link_status")));
    }

    static LocalServer byPort(List<LocalServer> servers, int port) {
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow(() -> new TestServerException("no server of this group has port " + port));
    }

    static List<URI> uris(List<LocalServer> servers) {
        return servers.stream().map(LocalServer::uri).toList();
    }

    /** For a failure's message. */
    String logs() {
        return servers.stream()
                .map(server -> "--- " + server + ":\n" + server.log().tail())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        @Nullable RuntimeException failure = null;
        for (LocalServer server : servers) {
            try {
                server.close();
            } catch (TestServerException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
