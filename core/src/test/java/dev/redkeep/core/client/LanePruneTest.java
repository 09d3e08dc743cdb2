package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.ServerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Lanes to a node that the topology does not name: a Cluster sends a command there before it tells all of a new node. */
@RedisTest
@Timeout(300)
class LanePruneTest {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .socketTimeoutMillis((int) LONG.toMillis())
            .build();
    /** Runs for some tenths of a second: many looks of the watch. */
    private static final CommandObject<Object> SLOW =
            COMMANDS.eval("for i = 1, 30000000 do end return 'done'", List.of(), List.of());

    private static HostAndPort address(RedisServer server) {
        return new HostAndPort(server.host(), server.port());
    }

    private static LaneTransport lanes(HostAndPort known) {
        SinglePrimary nodes = SinglePrimary.at(known, new PooledConnectionProvider(known, CONFIG));
        PooledTransport side = new PooledTransport(
                nodes, new Opener(new Sockets(), 8), RedisProtocol.RESP3, Timeouts.defaults(), PoolOptions.defaults());
        return new LaneTransport(nodes, RedisProtocol.RESP3, side, LanePruneTest::connected);
    }

    private static NodeLanes connected(HostAndPort node) {
        NodeLanes lanes = new NodeLanes("test", 1, () -> new LaneWire(node, CONFIG), LONG.toNanos());
        lanes.open();
        return lanes;
    }

    @Test
    void they_last_while_they_are_used_and_no_longer(RedisServer known) {
        try (RedisServer unknown = RedisServer.start(ServerOptions.defaults());
                LaneTransport transport = lanes(address(known))) {
            long deadline = System.nanoTime() + LONG.toNanos();
            assertThat(transport.once(address(unknown), SLOW, false, deadline, Again.of(false)))
                    .isEqualTo("done");
            await().atMost(GENEROUS)
                    .untilAsserted(() ->
                            assertThat(transport.pool().orElseThrow().max()).isEqualTo(1));
            assertThat(transport.once(address(unknown), COMMANDS.ping(), false, deadline, Again.of(false)))
                    .isEqualTo("PONG");
        }
    }
}
