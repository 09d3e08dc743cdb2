package dev.redkeep.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tiny turns: that each handler is told, not how fast. */
@Timeout(300)
class LiveRunTest {
    @Test
    void each_client_has_its_line() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            List<List<String>> lines = LiveRun.measure(
                    server.uri(),
                    List.of(Listeners.OURS, Listeners.JEDIS, Listeners.LETTUCE),
                    2,
                    1,
                    Duration.ofMillis(50));

            assertThat(lines).extracting(line -> line.get(0)).containsExactly("ours", "raw Jedis", "Lettuce");
            assertThat(lines).allSatisfy(line -> assertThat(line).hasSameSizeAs(Turns.HEADER));
        }
    }

    @Test
    void a_handler_counts_and_notes_how_late_it_is_told() {
        Handler handler = new Handler();
        handler.take(new byte[100]);
        handler.note(true);
        handler.take(new byte[100]);
        Histogram late = new Histogram(3);
        handler.addTo(late);

        assertThat(handler.heard()).isEqualTo(2);
        assertThat(late.getTotalCount()).isEqualTo(1);
    }
}
