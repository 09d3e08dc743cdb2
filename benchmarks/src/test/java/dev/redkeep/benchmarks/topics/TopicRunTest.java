package dev.redkeep.benchmarks.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@RedisTest
class TopicRunTest {
    @Test
    void each_client_is_measured(RedisServer server) throws Exception {
        assertThat(TopicRun.measure(server.uri(), 1, Duration.ofMillis(200)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSameSizeAs(TopicTurns.HEADER));
    }
}
