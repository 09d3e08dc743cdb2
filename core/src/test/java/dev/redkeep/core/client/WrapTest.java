package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.HASH;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.ServerOptions;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** The client that an application already has. */
@RedisTest
class WrapTest {
    private static final Script<Map<String, String>> ALL =
            Fixture.script("test.all", "-- KEYS[1] a hash\nreturn redis.call('HGETALL', KEYS[1])", ScriptReply::fields);

    private static RedisClient client(RedisServer server, RedisProtocol protocol) {
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(server.host(), server.port()))
                .clientConfig(
                        DefaultJedisClientConfig.builder().protocol(protocol).build())
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = RedisProtocol.class,
            names = {"RESP2", "RESP3"})
    void it_executes_and_runs_in_either_protocol(RedisProtocol protocol, RedisServer server) {
        try (RedisClient jedis = client(server, protocol)) {
            try (Redis redis = Redis.wrap(jedis)) {
                executesAndRuns(redis);
                assertThat(redis.cluster()).isFalse();
                assertThat(redis.features()).isEqualTo(Features.defaults());
                assertThat(redis.health().status()).isEqualTo(RedisHealth.Status.HEALTHY);
                assertThat(redis.health().pool()).isEmpty();
            }
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void it_executes_and_runs_on_a_cluster(RedisCluster cluster) {
        RedisServer node = cluster.nodes().get(0);
        try (RedisClusterClient jedis = RedisClusterClient.create(Set.of(new HostAndPort(node.host(), node.port())))) {
            try (Redis redis = Redis.wrap(jedis)) {
                executesAndRuns(redis);
                assertThat(redis.cluster()).isTrue();
            }
            assertThat(jedis.exists("x")).isFalse();
        }
    }

    @Test
    @SuppressWarnings("deprecation") // an application may still have the older class
    void it_knows_a_cluster_by_any_client_of_it(RedisCluster cluster, RedisServer lone) {
        RedisServer node = cluster.nodes().get(0);
        HostAndPort address = new HostAndPort(node.host(), node.port());
        try (UnifiedJedis older = new redis.clients.jedis.JedisCluster(address);
                UnifiedJedis oneNode = client(node, RedisProtocol.RESP3)) {
            for (UnifiedJedis jedis : List.of(older, oneNode)) {
                assertThat(Redis.wrap(jedis).cluster()).isTrue();
            }
        }
        Fixture.raw(lone, "ACL", "SETUSER", "app", "reset", "on", ">p", "~*", "+@all", "-info");
        try (UnifiedJedis jedis = RedisClient.builder()
                .hostAndPort(new HostAndPort(lone.host(), lone.port()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .user("app")
                        .password("p")
                        .build())
                .build()) {
            assertThat(Redis.wrap(jedis).cluster()).isFalse();
        }
    }

    @Test
    void a_cluster_client_that_ran_out_of_attempts_may_have_sent_its_command() {
        JedisException gaveUp = new JedisClusterOperationException("No more cluster attempts left.");
        gaveUp.addSuppressed(new JedisConnectionException(new SocketTimeoutException("Read timed out")));
        Failures.of(new Translation("test", null).of(gaveUp))
                .is(RedisTimeoutException.class)
                .mayHaveRun();
        JedisException broken = new JedisClusterOperationException(
                "No more cluster attempts left.", new JedisConnectionException("end"));
        Failures.of(new Translation("test", null).of(broken))
                .is(RedisUnavailableException.class)
                .mayHaveRun();
        Failures.of(new Translation("test", null).of(new JedisClusterOperationException("No way to dispatch.")))
                .is(RedisClusterException.class)
                .neverRan();
    }

    /** The reply to HGETALL and to a script's table has another shape in each protocol. */
    private static void executesAndRuns(Redis redis) {
        Key hash = HASH.key("h");
        assertThat(redis.execute("test.hset", hash, c -> c.hset(hash.text(), Map.of("a", "1", "b", "2"))))
                .contains(2L);
        assertThat(redis.execute("test.hgetall", hash, c -> c.hgetAll(hash.text())))
                .contains(Map.of("a", "1", "b", "2"));
        assertThat(redis.run(ALL.on(hash))).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(Fixture.get(redis, KEY)).isEmpty();

        assertThat(redis.transact(
                        "test.all",
                        hash,
                        c -> List.of(c.hincrBy(hash.text(), "a", 4), c.hgetAll(hash.text()), c.hget(hash.text(), "x"))))
                .containsExactly(5L, Map.of("a", "5", "b", "2"), null);
        redis.execute("test.set", KEY, c -> c.set(KEY.text(), "no number"));
        Failures.of(() -> redis.transact("test.incr", KEY, c -> List.of(c.expire(KEY.text(), 100), c.incr(KEY.text()))))
                .is(RedisException.class)
                .mayHaveRun();
        redis.execute("test.del", KEY, c -> c.del(KEY.text()));

        List<Key> keys = IntStream.range(0, 30).mapToObj(i -> TEXT.key("w" + i)).toList();
        redis.executeAll("test.set", keys, (c, key) -> c.set(key.text(), key.text()))
                .forEach(Outcome::get);
        redis.execute("test.del", keys.get(7), c -> c.del(keys.get(7).text()));
        List<Outcome<String>> outcomes = redis.executeAll("test.get", keys, (c, key) -> c.get(key.text()));
        assertThat(IntStream.range(0, 30))
                .allSatisfy(i -> assertThat(outcomes.get(i).get())
                        .isEqualTo(
                                i == 7
                                        ? Optional.empty()
                                        : Optional.of(keys.get(i).text())));

        Failures.of(() -> redis.execute(
                        "test.incr", keys.get(0), c -> c.incr(keys.get(0).text())))
                .is(RedisException.class)
                .neverRan();
        assertRefused(() -> redis.execute("test", KEY, c -> c.get("other"))).hasMessageContaining("must be built on");
    }

    @Test
    void a_server_that_is_away_fails_each_way_of_asking() {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                UnifiedJedis jedis = client(own, RedisProtocol.RESP3)) {
            Redis redis = Redis.wrap(jedis);
            own.kill();
            Failures.of(() -> Fixture.set(redis, KEY, MARKER)).is(RedisUnavailableException.class);
            for (int i = 0; i < 2; i++) {
                List<Outcome<String>> outcomes =
                        redis.executeAll("test.all", List.of(KEY, KEY), (c, key) -> c.get(key.text()));
                assertThat(outcomes)
                        .hasSize(2)
                        .allSatisfy(outcome -> Failures.of(outcome.failure().orElseThrow())
                                .is(RedisUnavailableException.class)
                                .during("test.all"));
            }
            Failures.of(() -> Redis.wrap(jedis))
                    .is(RedisUnavailableException.class)
                    .during("connect");
        }
    }
}
