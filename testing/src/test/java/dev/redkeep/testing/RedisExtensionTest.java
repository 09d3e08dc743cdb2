package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server of a class' own. Each test leaves something behind that the next must not find. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisExtensionTest {
    @RegisterExtension
    static final RedisExtension REDIS =
            RedisExtension.with(ServerOptions.defaults().withPassword("own").withMaxMemory(20_000_000));

    private final int port;

    RedisExtensionTest(RedisServer server) {
        port = server.port();
    }

    @Test
    @Order(1)
    void the_server_has_the_options_and_is_the_same_for_all(RedisServer server, URI uri) {
        assertThat(server.uri()).isEqualTo(uri);
        assertThat(server.port())
                .isEqualTo(port)
                .isNotEqualTo(RedisServer.shared().port());
        assertThat(uri.getUserInfo()).isEqualTo(":own");
        assertThat(Ask.text(server, "CONFIG", "GET", "maxmemory")).contains("20000000");
        Ask.text(server, "SET", "a", "1");
    }

    @Test
    @Order(2)
    void the_server_is_empty_before_each_test(RedisServer server) {
        assertThat(Ask.text(server, "DBSIZE")).isEqualTo("0");
        server.kill();
    }

    @Test
    @Order(3)
    void a_server_that_was_killed_is_back(RedisServer server) {
        assertThat(Ask.text(server, "PING")).isEqualTo("PONG");
        server.pause();
    }

    @Test
    @Order(4)
    void a_server_that_was_paused_is_back(RedisServer server) {
        assertThat(Ask.text(server, "PING")).isEqualTo("PONG");
    }

    @Nested
    class Inside {
        @Test
        void a_nested_class_has_the_same_server(RedisServer server) {
            assertThat(server.port()).isEqualTo(port);
        }
    }
}
