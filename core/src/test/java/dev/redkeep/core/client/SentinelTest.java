package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisSentinelClient;

/** The primary that Sentinel names, through failovers. */
@RedisTest
@Timeout(300)
class SentinelTest {
    static RedisOptions options(SentinelGroup group) {
        return Fixture.patient(RedisOptions.builder())
                .sentinel(
                        group.masterName(),
                        group.sentinels().stream().map(Fixture::endpoint).toArray(Endpoint[]::new))
                .build();
    }

    @Test
    void operations_follow_a_failover(SentinelGroup group) {
        try (Redis redis = Redis.connect(options(group))) {
            assertThat(redis.cluster()).isFalse();
            Fixture.set(redis, KEY, "1");
            assertThat(redis.health().pool())
                    .hasValueSatisfying(figures -> assertThat(figures.max()).isEqualTo(Fixture.pooled() ? 20 : 2));
            RedisServer old = group.primary();
            group.sentinels().forEach(RedisServer::pause); // so that no other is named at once
            old.kill();
            Failures.of(() -> Fixture.get(redis, KEY)).is(RedisUnavailableException.class);
            group.sentinels().forEach(RedisServer::resume);
            await().atMost(GENEROUS).ignoreExceptions().untilAsserted(() -> {
                Fixture.set(redis, KEY, "2");
                assertThat(Fixture.get(redis, KEY)).contains("2");
            });
            assertThat(redis.run(Fixture.script("test.one", "return 1", ScriptReply::integer)
                            .on()))
                    .isEqualTo(1);
            old.restart();
            group.awaitFailoverFrom(old);
        }
    }

    @Test
    void a_client_of_the_application_is_followed_too(SentinelGroup group) {
        try (RedisSentinelClient jedis = RedisSentinelClient.builder()
                .masterName(group.masterName())
                .sentinels(Set.of(new HostAndPort(
                        group.sentinels().get(0).host(),
                        group.sentinels().get(0).port())))
                .clientConfig(DefaultJedisClientConfig.builder().build())
                .build()) {
            try (Redis redis = Redis.wrap(jedis)) {
                Fixture.set(redis, KEY, "1");
                assertThat(redis.executeAll("test.all", List.of(KEY), (c, key) -> c.get(key.text()))
                                .get(0)
                                .get())
                        .isEqualTo(Optional.of("1"));
                assertThat(redis.cluster()).isFalse();
            }
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void a_name_that_no_sentinel_knows_is_told(SentinelGroup group) {
        RedisOptions unknown = RedisOptions.builder()
                .sentinel("nobody", Fixture.endpoint(group.sentinels().get(0)))
                .build();
        Failures.of(refused(unknown))
                .is(RedisUnavailableException.class)
                .during("connect")
                .neverRan()
                .says("no Sentinel knows a master of that name")
                .remedy("Check the name against SENTINEL MASTERS, and that the Sentinels are of one group.");
    }

    @Test
    void wrong_credentials_for_the_primary_or_the_sentinels_are_told(SentinelGroup group) {
        Failures.of(() -> Redis.connect(options(group).toBuilder()
                                .credentials(Credentials.user("nobody", Fixture.MARKER))
                                .build())
                        .close())
                .is(RedisAuthenticationException.class)
                .during("connect")
                .says("WRONGPASS");
        Failures.of(() -> Redis.connect(options(group).toBuilder()
                                .sentinelCredentials(Credentials.user("nobody", Fixture.MARKER))
                                .build())
                        .close())
                .is(RedisAuthenticationException.class)
                .during("connect")
                .says("WRONGPASS");
    }

    @Test
    void no_sentinel_that_answers_is_told(RedisServer notASentinel) {
        RedisOptions nobody = RedisOptions.builder()
                .sentinel("redkeep", new Endpoint("127.0.0.1", 1))
                .build();
        Failures.of(() -> Redis.connect(nobody).close())
                .is(RedisUnavailableException.class)
                .during("connect")
                .neverRan()
                .says("connection refused");
        RedisOptions server = RedisOptions.builder()
                .sentinel("redkeep", Fixture.endpoint(notASentinel))
                .build();
        Failures.of(refused(server)).during("connect").neverRan();
    }

    /** Jedis logs why, which is what was asked for here; a log of the build is for what was not. */
    private static Throwable refused(RedisOptions options) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        String log = Log.of(
                () -> thrown.set(catchThrowable(() -> Redis.connect(options).close())));
        assertThat(log).contains("WARN");
        return thrown.get();
    }
}
