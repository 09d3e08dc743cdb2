package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Two lanes to a server that was away. */
@RedisTest
@Timeout(300)
class NodeLanesTest {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .socketTimeoutMillis((int) LONG.toMillis())
            .build();

    /** How many more connects are refused. */
    private final AtomicInteger refusals = new AtomicInteger();

    private final NodeLanes lanes;
    private final List<ExecutorService> callers = new ArrayList<>();

    NodeLanesTest(RedisServer server) {
        lanes = new NodeLanes(
                "test",
                2,
                () -> {
                    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new JedisConnectionException("refused");
                    }
                    return new LaneWire(LaneFixture.address(server), CONFIG);
                },
                LONG.toNanos());
    }

    @AfterEach
    void close() {
        callers.forEach(ExecutorService::shutdownNow);
        lanes.close();
    }

    /** Threads that keep to one lane each, and not to the same. */
    private List<ExecutorService> oneForEachLane() throws Exception {
        List<ExecutorService> found = new ArrayList<>();
        while (found.size() < 2) {
            ExecutorService caller = Executors.newSingleThreadExecutor();
            callers.add(caller);
            long id = caller.submit(() -> Thread.currentThread().getId()).get();
            if (id % 2 == found.size()) {
                found.add(caller);
            }
        }
        return found;
    }

    private Object ping(ExecutorService caller) throws Exception {
        Future<Object> pong = caller.submit(() -> lanes.execute(
                COMMANDS.ping().getArguments(), false, System.nanoTime() + LONG.toNanos(), Again.of(false)));
        return pong.get(120, TimeUnit.SECONDS);
    }

    private boolean served(ExecutorService caller) throws Exception {
        try {
            return ping(caller) != null;
        } catch (ExecutionException refused) {
            return false;
        }
    }

    @Test
    void a_server_that_one_reached_again_is_there_for_the_other_at_once() throws Exception {
        List<ExecutorService> caller = oneForEachLane();
        refusals.set(8); // after so many, the next connect may be a second away
        await().atMost(GENEROUS).until(() -> {
            assertThatThrownBy(() -> ping(caller.get(0))).hasRootCauseMessage("refused");
            assertThatThrownBy(() -> ping(caller.get(1))).hasRootCauseMessage("refused");
            return refusals.get() <= 1;
        });
        await().atMost(GENEROUS).until(() -> served(caller.get(0)));
        assertThat(served(caller.get(1))).isTrue();
    }

    @Test
    void the_one_that_is_connected_serves_though_the_other_cannot_connect() throws Exception {
        List<ExecutorService> caller = oneForEachLane();
        assertThat(served(caller.get(0))).isTrue();
        refusals.set(1);
        assertThat(served(caller.get(1))).isFalse();
        assertThat(served(caller.get(0))).isTrue();
    }
}
