package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** The end of a client: nothing goes through it, and nothing of it goes on. */
@RedisTest
@Timeout(300)
class CloseTest {
    private static final String CLOSED = "the client is closed";

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("Sentinel")
                        || name.contains("pool")
                        || name.contains("jedis")
                        || name.contains("redkeep-"))
                .collect(Collectors.toSet());
    }

    private static void ends(RedisOptions options) {
        Set<String> before = threads();
        for (int i = 0; i < 5; i++) {
            Redis redis = Redis.connect(options);
            if (i % 2 == 0) {
                Fixture.set(redis, KEY, "1");
            }
            redis.close();
            redis.close();
            refusesAll(redis);
        }
        await().atMost(GENEROUS).untilAsserted(() -> assertThat(before).containsAll(threads()));
    }

    private static void refusesAll(Redis redis) {
        Failures.of(() -> Fixture.get(redis, KEY))
                .is(RedisUnavailableException.class)
                .during("test.get")
                .onText()
                .neverRan()
                .says(CLOSED)
                .remedy("Close it only after its last use.");
        Failures.of(() -> redis.run(Fixture.script("test.one", "return 1", ScriptReply::integer)
                        .on()))
                .is(RedisUnavailableException.class)
                .neverRan()
                .says(CLOSED);
        List<Outcome<byte[]>> outcomes =
                redis.executeAll("test.all", List.of(KEY), (commands, key) -> commands.get(key.bytes()));
        Failures.of(outcomes.get(0).failure().orElseThrow())
                .is(RedisUnavailableException.class)
                .neverRan()
                .says(CLOSED);
        assertThat(redis.health().status()).isEqualTo(RedisHealth.Status.DOWN);
    }

    @Test
    void of_a_client_of_one_server(RedisServer server) {
        ends(Fixture.options(server));
    }

    @Test
    void of_a_client_through_sentinel(SentinelGroup group) {
        ends(SentinelTest.options(group));
    }

    @Test
    void of_a_client_of_a_cluster(RedisCluster cluster) {
        ends(ClusterTest.options(cluster));
    }

    @Test
    void of_a_client_that_never_was(RedisServer server, SentinelGroup group) {
        Set<String> before = threads();
        Failures.of(() -> Redis.connect(RedisOptions.builder()
                                .connectionMode(Fixture.MODE)
                                .cluster(Fixture.endpoint(server))
                                .build())
                        .close())
                .is(RedisClusterException.class)
                .during("connect")
                .neverRan()
                .says("this Redis is no Cluster node")
                .remedy("Connect to it as a standalone server.");
        Failures.of(() -> Redis.connect(SentinelTest.options(group).toBuilder()
                                .credentials(Credentials.user("nobody", "x"))
                                .build())
                        .close())
                .is(RedisAuthenticationException.class);
        await().atMost(GENEROUS).untilAsserted(() -> assertThat(before).containsAll(threads()));
    }

    @Test
    void a_wrapped_client_stays_open(RedisServer server) {
        try (RedisClient jedis = RedisClient.create(server.host(), server.port())) {
            Redis.wrap(jedis).close();
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }
}
