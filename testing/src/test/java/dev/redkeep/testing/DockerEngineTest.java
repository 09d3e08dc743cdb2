package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that isn't there, or has no image; the one that is there is for the contract test under Docker. */
class DockerEngineTest {
    @Test
    void an_image_that_can_not_be_had_is_told_with_the_engines_words() throws IOException {
        HttpServer engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/_ping", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        engine.createContext("/images/", exchange -> {
            byte[] body = "{\"message\":\"no such thing\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        engine.start();
        try {
            String host = "tcp://127.0.0.1:" + engine.getAddress().getPort();
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> new DockerEngine(Map.of("DOCKER_HOST", host)).prepare("nobody/redis:1"))
                    .withMessageContaining("nobody/redis:1 can't be had")
                    .withMessageContaining("no such thing")
                    .withMessageContaining("REDKEEP_TEST_IMAGE");
        } finally {
            engine.stop(0);
        }
    }

    @Test
    void a_socket_that_is_not_there_is_no_engine(@TempDir Path directory) {
        String host = "unix://" + directory.resolve("docker.sock");
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> new DockerEngine(Map.of("DOCKER_HOST", host)).prepare("redis:8"))
                .withMessageContaining("no Docker engine answers at " + host);
    }

    @Test
    void an_engine_that_is_silent_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("tcp://127.0.0.1:" + silent.getLocalPort());
            assertThatIOException()
                    .isThrownBy(() -> new EngineHttp(uri).request("GET", "/_ping", Duration.ofMillis(200)))
                    .withMessageContaining("no answer in time");
        }
    }
}
