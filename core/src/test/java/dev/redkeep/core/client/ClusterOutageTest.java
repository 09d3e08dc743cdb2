package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Cluster of which a part is away. */
@RedisTest
@Timeout(300)
class ClusterOutageTest {
    private static @Nullable RedisException failureOfSet(Redis redis) throws Exception {
        try {
            redis.within(GENEROUS)
                    .executeAsync("test.set", KEY, commands -> commands.set(KEY.bytes(), "2".getBytes(UTF_8)))
                    .toCompletableFuture()
                    .get(240, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException failed) {
            return (RedisException) failed.getCause();
        }
    }

    /** Each in turn, since it depends on their order which is asked first. */
    @Test
    void connects_while_one_primary_is_dead(RedisCluster cluster) {
        for (RedisServer dead : cluster.primaries()) {
            dead.kill();
            try (Redis redis = Redis.connect(ClusterTest.options(cluster))) {
                assertThat(redis.cluster()).isTrue();
            } finally {
                dead.restart();
                ClusterSlots.awaitHealed(cluster);
            }
        }
    }

    @Test
    void a_call_that_nobody_waits_for_outlasts_a_failover(RedisCluster cluster) throws Exception {
        RedisServer old = ClusterSlots.owner(cluster, KEY);
        try (Redis redis = Redis.connect(ClusterTest.options(cluster))) {
            Fixture.set(redis, KEY, "1");
            old.kill();
            for (RedisException failure = failureOfSet(redis); failure != null; failure = failureOfSet(redis)) {
                // It was on its way on a connection of the old primary, of which each ends once.
                assertThat(failure.mayHaveRun()).as(failure.toString()).isTrue();
            }
            assertThat(Fixture.get(redis.within(GENEROUS), KEY)).contains("2");
        } finally {
            old.restart();
            ClusterSlots.awaitHealed(cluster);
        }
    }
}
