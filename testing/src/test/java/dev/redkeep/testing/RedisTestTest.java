package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@RedisTest
class RedisTestTest {
    private static RedisServer first;

    @BeforeAll
    static void take(RedisServer server) {
        first = server;
    }

    @RepeatedTest(2)
    void the_shared_server_is_empty_before_each_test(RedisServer server, URI uri) {
        assertThat(server).isSameAs(first).isSameAs(RedisServer.shared());
        assertThat(server.uri()).isEqualTo(uri);
        assertThat(Ask.text(server, "DBSIZE")).isEqualTo("0");
        Ask.text(server, "SET", "a", "1");
    }

    @Test
    void closing_the_shared_server_leaves_it_running(RedisServer server) {
        server.close();
        assertThat(Ask.text(server, "PING")).isEqualTo("PONG");
    }
}
