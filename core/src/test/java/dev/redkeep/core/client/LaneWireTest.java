package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Fixture.raw;
import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A connection that ended stays so: Jedis would open another by itself, with neither credentials nor database. */
@RedisTest
@Timeout(300)
class LaneWireTest {
    private static final JedisClientConfig CONFIG =
            DefaultJedisClientConfig.builder().database(2).build();
    private static final CommandArguments SET = COMMANDS.set("k", "v").getArguments();

    private final RedisServer server;

    LaneWireTest(RedisServer server) {
        this.server = server;
    }

    private LaneWire open() {
        return new LaneWire(LaneFixture.address(server), CONFIG);
    }

    private static void use(LaneWire wire) {
        wire.write(SET);
        wire.push();
        assertThat(wire.read()).isInstanceOf(byte[].class);
    }

    private void assertDatabase0IsEmpty() {
        assertThat(raw(server, "DBSIZE")).isEqualTo(0L);
    }

    @Test
    void one_that_was_cut_is_not_opened_again() {
        LaneWire wire = open();
        use(wire);
        wire.end();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> use(wire)).isInstanceOf(JedisConnectionException.class);
        }
        assertThat(wire.ended()).isTrue();
        assertDatabase0IsEmpty();
    }

    @Test
    void one_that_the_server_closed_is_noticed_before_it_is_used() {
        LaneWire wire = open();
        assertThat(wire.ended()).isFalse();
        use(wire);
        assertThat(wire.ended()).isFalse();
        raw(server, "CLIENT", "KILL", "TYPE", "normal");
        await().atMost(GENEROUS).until(wire::ended);
        assertThatThrownBy(() -> use(wire)).isInstanceOf(JedisConnectionException.class);
        assertDatabase0IsEmpty();
    }

    @Test
    void one_that_rested_and_was_closed_takes_no_command_with_it() {
        LaneStream stream = new LaneStream(new Backoff(), LONG.toNanos(), -1);
        LaneQueue queue = new LaneQueue();
        LaneWire closed = open();
        stream.connect(closed);
        raw(server, "CLIENT", "KILL", "TYPE", "normal");
        await().atMost(GENEROUS).until(closed::ended);
        LaneCall call = LaneCall.blocking(SET, false, System.nanoTime() + LONG.toNanos());
        queue.offer(call);

        assertThat(stream.exchange(queue, null)).isTrue();
        assertThat(stream.connected()).isFalse();
        assertThat(call.state()).isEqualTo(LaneCall.WAITING);
        stream.connect(open());
        assertThat(stream.exchange(queue, null)).isTrue();
        assertThat(stream.takeAnswered()).containsExactly(call);
        stream.cut();
    }

    @Test
    void closing_a_client_under_load_writes_nothing_to_database_0() throws Exception {
        RedisOptions options = RedisOptions.of(server.uri()).toBuilder()
                .connectionMode(ConnectionMode.SHARED)
                .timeouts(Fixture.PATIENT)
                .database(2)
                .build();
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 40; round++) {
                closeUnderLoad(Redis.connect(options), callers);
            }
        } finally {
            callers.shutdownNow();
        }
        assertDatabase0IsEmpty();
    }

    private static void closeUnderLoad(Redis redis, ExecutorService callers) throws Exception {
        AtomicInteger written = new AtomicInteger();
        List<Future<?>> loops = new ArrayList<>();
        try (redis) {
            for (int i = 0; i < 16; i++) {
                loops.add(callers.submit(() -> setUntilClosed(redis, written)));
            }
            await().atMost(GENEROUS).until(() -> written.get() > 200);
        }
        for (Future<?> loop : loops) {
            loop.get(120, TimeUnit.SECONDS);
        }
    }

    private static void setUntilClosed(Redis redis, AtomicInteger written) {
        try {
            while (true) {
                Fixture.set(redis, TEXT.key("load" + written.incrementAndGet() % 100), "x");
            }
        } catch (RedisUnavailableException closed) {
            assertThat(closed).hasMessageStartingWith("test.set");
        }
    }
}
