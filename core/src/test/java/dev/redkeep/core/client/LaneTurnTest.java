package dev.redkeep.core.client;

import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everyone has a turn while others never pause: who comes late, and who leads. */
@RedisTest
@Timeout(300)
class LaneTurnTest {
    private final LaneFixture lane;

    LaneTurnTest(RedisServer server) {
        lane = new LaneFixture(server, LONG);
    }

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void no_caller_starves_while_others_loop() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            loops.add(lane.callers.submit(() -> {
                while (!stop.get()) {
                    lane.call(COMMANDS.ping(), LONG);
                }
            }));
        }
        for (int i = 0; i < 500; i++) {
            assertThat(lane.start(COMMANDS.echo("turn"), LONG).get(120, TimeUnit.SECONDS))
                    .isEqualTo("turn");
        }
        stop.set(true);
        for (Future<?> loop : loops) {
            loop.get(120, TimeUnit.SECONDS);
        }
    }

    @Test
    void everyone_gets_on_while_all_loop() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicIntegerArray rounds = new AtomicIntegerArray(32);
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < rounds.length(); i++) {
            int id = i;
            loops.add(lane.callers.submit(() -> {
                while (!stop.get()) {
                    lane.call(COMMANDS.ping(), LONG);
                    rounds.incrementAndGet(id);
                }
            }));
        }
        for (int i = 0; i < rounds.length(); i++) {
            int id = i;
            Awaitility.await().atMost(LONG).until(() -> rounds.get(id) > 200);
        }
        stop.set(true);
        for (Future<?> loop : loops) {
            loop.get(120, TimeUnit.SECONDS);
        }
    }
}
