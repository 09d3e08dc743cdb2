package dev.redkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The contract on the embedded binary. */
class EmbeddedServerTest extends RedisServerContract {
    @Override
    RedisServer start(ServerOptions options) throws Exception {
        return BinaryProvider.embedded().start(options);
    }

    @Test
    void servers_started_at_once_by_many_threads_have_ports_of_their_own() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<RedisServer>> starts =
                    threads.invokeAll(Collections.nCopies(6, () -> start(ServerOptions.defaults())));
            Set<Integer> ports = new HashSet<>();
            for (Future<RedisServer> start : starts) {
                try (RedisServer server = start.get()) {
                    assertThat(Ask.text(server, "DBSIZE")).isEqualTo("0");
                    assertThat(ports.add(server.port())).isTrue();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
