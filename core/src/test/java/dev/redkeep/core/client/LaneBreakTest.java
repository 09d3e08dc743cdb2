package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that breaks while one command is on its way and others wait behind it. */
@RedisTest
@Timeout(300)
class LaneBreakTest {
    private static final int WAITING = 12;

    private final RedisServer server;
    private final CutProxy proxy;
    private final LaneFixture lane;

    LaneBreakTest(RedisServer server) throws IOException {
        this.server = server;
        this.proxy = new CutProxy(LaneFixture.address(server));
        this.lane = new LaneFixture(proxy.address(), LONG);
    }

    @AfterEach
    void close() {
        lane.close();
        proxy.close();
    }

    private Object stored(String key) {
        return Fixture.raw(server, "STRLEN", key);
    }

    /** Half of them with a thread that waits, half without. */
    private List<Future<Long>> startWaiting() {
        List<Future<Long>> waiting = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            var append = COMMANDS.append("waiting" + i, "x");
            waiting.add(i % 2 == 0 ? lane.start(append, LONG) : lane.async(append));
        }
        await().atMost(GENEROUS).until(() -> lane.lane.queued() == WAITING);
        return waiting;
    }

    private void breaksAfter(Future<Long> sent) throws Exception {
        await().atMost(GENEROUS).until(() -> proxy.lost() == 1); // it ran, and nobody knows
        List<Future<Long>> waiting = startWaiting();
        proxy.cut();

        Throwable failure =
                catchThrowable(() -> sent.get(120, TimeUnit.SECONDS)).getCause();
        RedisException told = (RedisException) new Translation("test.append", null).of((RuntimeException) failure);
        assertThat(told.mayHaveRun()).isTrue();
        for (int i = 0; i < WAITING; i++) {
            assertThat(waiting.get(i).get(120, TimeUnit.SECONDS)).isEqualTo(1L);
            assertThat(stored("waiting" + i)).isEqualTo(1L);
        }
        assertThat(stored("sent")).isEqualTo(1L);
    }

    @Test
    void under_a_caller_who_leads_fails_what_was_sent_and_takes_the_others_to_the_next() throws Exception {
        lane.call(COMMANDS.ping(), LONG);
        proxy.mute();
        breaksAfter(lane.start(COMMANDS.append("sent", "x"), LONG));
    }

    @Test
    void under_the_driver_fails_what_was_sent_and_takes_the_others_to_the_next() throws Exception {
        lane.call(COMMANDS.ping(), LONG);
        proxy.mute();
        CompletableFuture<Long> sent = lane.async(COMMANDS.append("sent", "x"));
        breaksAfter(sent);
    }
}
