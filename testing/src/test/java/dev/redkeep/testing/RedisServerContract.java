package dev.redkeep.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every server of one's own does, whichever provider has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisServerContract {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String PASSWORD = "p@ss:w/rd %\"\\+é";

    private RedisServer server;
    private RedisServer kept;

    /** By the provider under test. */
    abstract RedisServer start(ServerOptions options) throws Exception;

    @BeforeAll
    void start_both() throws Exception {
        server = start(ServerOptions.defaults());
        kept = start(ServerOptions.defaults()
                .withPassword(PASSWORD)
                .withAppendOnly()
                .withMaxMemory(50_000_000)
                .withMaxClients(7)
                .withOption("maxmemory-policy", "allkeys-lru")
                .withOption("save", "3600", "1"));
    }

    @AfterAll
    void close_both() {
        Stream.of(server, kept).filter(Objects::nonNull).forEach(RedisServer::close);
    }

    @BeforeEach
    void bring_back() {
        SharedServer.makeReady(server);
        SharedServer.makeReady(kept);
    }

    @Test
    void a_server_answers_at_its_uri_and_tells_its_version() throws IOException {
        try (Resp resp = connect(server)) {
            assertThat(resp.call("PING")).isEqualTo("PONG");
            assertThat(resp.version()).isEqualTo(server.version());
            assertThat(resp.call("CONFIG", "GET", "save")).asString().contains("save,");
        }
        assertThat(server.uri()).hasToString("redis://" + server.host() + ":" + server.port());
        assertThat(server.version()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void a_stopped_server_refuses_and_comes_back_empty_on_the_same_port() throws IOException {
        set(server, "a", "1");
        int port = server.port();
        server.stop();
        assertThatThrownBy(() -> connect(server)).isInstanceOf(IOException.class);
        server.restart();
        assertThat(server.port()).isEqualTo(port);
        assertThat(get(server, "a")).isEqualTo("null");
    }

    @Test
    void a_killed_server_comes_back_on_the_same_port() throws IOException {
        int port = server.port();
        server.kill();
        assertThatThrownBy(() -> connect(server)).isInstanceOf(IOException.class);
        server.restart();
        assertThat(server.port()).isEqualTo(port);
        set(server, "a", "1");
    }

    @Test
    void a_paused_server_is_silent_until_it_is_resumed() throws IOException {
        server.pause();
        server.pause();
        assertThatThrownBy(() -> {
                    try (Resp resp = Resp.connect(server.uri(), SHORT)) {
                        resp.call("GET", "a");
                    }
                })
                .isInstanceOf(IOException.class);
        server.resume();
        server.resume();
        assertThat(get(server, "a")).isEqualTo("null");
    }

    @Test
    void a_paused_server_can_be_killed_and_restarted() throws IOException {
        server.pause();
        server.kill();
        server.restart();
        assertThat(get(server, "a")).isEqualTo("null");
    }

    @Test
    void a_paused_server_can_be_stopped_and_restarted() throws IOException {
        server.pause();
        server.restart();
        assertThat(get(server, "a")).isEqualTo("null");
    }

    @Test
    void stop_and_kill_do_nothing_on_a_stopped_server_and_pause_refuses() {
        server.stop();
        server.stop();
        server.kill();
        assertThatIllegalStateException().isThrownBy(server::pause).withMessageContaining("not running");
        assertThatIllegalStateException().isThrownBy(server::resume).withMessageContaining("not running");
    }

    @Test
    void a_running_server_can_be_restarted() throws IOException {
        set(server, "a", "1");
        server.restart();
        assertThat(get(server, "a")).isEqualTo("null");
    }

    @Test
    void a_password_is_asked_for_and_is_in_the_uri_only() throws IOException {
        assertThat(get(kept, "a")).isEqualTo("null");
        assertThatThrownBy(() -> {
                    try (Resp stranger = Resp.connect(Percent.uri(kept.host(), kept.port(), ""), Endpoint.PATIENCE)) {
                        stranger.call("GET", "a");
                    }
                })
                .hasMessageStartingWith("NOAUTH");
        assertThat(kept.toString()).doesNotContain(PASSWORD).doesNotContain(Percent.encode(PASSWORD));
        assertThat(kept.uri().toString()).contains(Percent.encode(PASSWORD));
    }

    @Test
    void an_append_only_server_has_its_data_again_after_a_kill_and_a_stop() throws IOException {
        set(kept, "a", "1");
        kept.kill();
        kept.restart();
        assertThat(get(kept, "a")).isEqualTo("1");
        kept.stop();
        kept.restart();
        assertThat(get(kept, "a")).isEqualTo("1");
    }

    @Test
    void options_reach_the_server() throws IOException {
        try (Resp resp = connect(kept)) {
            assertThat(resp.call("CONFIG", "GET", "maxmemory")).asString().contains("50000000");
            assertThat(resp.call("CONFIG", "GET", "maxclients")).asString().contains("7");
            assertThat(resp.call("CONFIG", "GET", "maxmemory-policy"))
                    .asString()
                    .contains("allkeys-lru");
            assertThat(resp.call("CONFIG", "GET", "save")).asString().contains("3600 1");
        }
    }

    @Test
    void an_option_no_server_knows_fails_with_the_servers_words_and_no_password() {
        ServerOptions wrong =
                ServerOptions.defaults().withPassword("hush-hush").withOption("no-such-option", "hush-hush");
        assertThatThrownBy(() -> start(wrong))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("no-such-option")
                .hasMessageContaining("-> an option is not one")
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void a_closed_server_is_gone_and_can_not_be_restarted() throws Exception {
        RedisServer closed = start(ServerOptions.defaults());
        closed.close();
        closed.close();
        assertThatThrownBy(() -> connect(closed)).isInstanceOf(IOException.class);
        assertThatIllegalStateException().isThrownBy(closed::restart).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(closed::pause);
        closed.stop();
    }

    @Test
    void the_clients_limit_lets_no_more_in() throws Exception {
        try (RedisServer one = start(ServerOptions.defaults().withMaxClients(1))) {
            // the connection that watched the start may still be counted
            try (Resp first = await().atMost(Deadline.USUAL)
                    .until(() -> admitted(one), Optional::isPresent)
                    .orElseThrow()) {
                assertThatThrownBy(() -> get(one, "a")).hasMessageContaining("max number of clients");
                assertThat(first.call("PING")).isEqualTo("PONG");
            }
        }
    }

    private static Optional<Resp> admitted(RedisServer server) throws IOException {
        Resp resp = connect(server);
        try {
            resp.call("PING");
            return Optional.of(resp);
        } catch (IOException | Resp.ErrorReply e) {
            resp.close();
            return Optional.empty();
        }
    }

    private static Resp connect(RedisServer server) throws IOException {
        return Resp.connect(server.uri(), Endpoint.PATIENCE);
    }

    private static void set(RedisServer server, String key, String value) throws IOException {
        try (Resp resp = connect(server)) {
            assertThat(requireNonNull(resp.call("SET", key, value))).isEqualTo("OK");
        }
    }

    private static String get(RedisServer server, String key) throws IOException {
        try (Resp resp = connect(server)) {
            return resp.text("GET", key);
        }
    }
}
