package dev.redkeep.cache.writebehind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import java.io.BufferedReader;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SIGKILL in the middle of a batch. */
class KilledProcessTest extends QueueFixture {
    private final RedisServer server;

    KilledProcessTest(RedisServer server) {
        this.server = server;
    }

    @BeforeEach
    void begin() {
        open();
    }

    @Override
    Redis connect() {
        return OnServer.connect(server);
    }

    @Test
    void what_a_killed_process_had_put_and_claimed_is_written_by_another() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        server.uri().toString(),
                        name)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(output.lines().anyMatch("writing"::equals)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }

        WriteBehind<String, String> queue = queue(quick());

        eventually(() -> assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO)));
        assertThat(writer.rows()).hasSize(KilledProcess.CHANGES);
        assertThat(queue.stats().lostClaims()).isPositive();
    }
}
