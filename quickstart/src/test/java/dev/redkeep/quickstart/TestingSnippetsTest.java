package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisHealth.Status;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.SessionStore;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import dev.redkeep.testing.ServerOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestingSnippetsTest {
    @Nested
    // snippet: testing-extension
    @RedisTest
    class SignInTest {
        @Test
        void a_user_signs_in(URI uri) { // empty before each test
            try (Redis redis = Redis.connect(RedisOptions.of(uri))) {
                SessionStore sessions = SessionStore.on(redis);
                sessions.create(NewSession.of(123, "alice"));
                assertThat(sessions.list(123)).hasSize(1);
            }
        }
    }
    // end

    @Nested
    class Outage {
        // snippet: testing-own
        @RegisterExtension
        static final RedisExtension REDIS =
                RedisExtension.with(ServerOptions.defaults().withPassword("a secret"));

        @Test
        void an_outage_is_told(RedisServer server) {
            try (Redis redis = Redis.connect(RedisOptions.of(server.uri()))) {
                server.pause(); // also stop, kill, restart
                assertThat(redis.within(Duration.ofMillis(200)).health().status())
                        .isEqualTo(Status.DOWN);
                server.resume();
            }
        }
        // end
    }

    @Test
    void groups() {
        // snippet: testing-groups
        try (SentinelGroup group = SentinelGroup.start(); // a primary, two replicas, three Sentinels
                RedisCluster cluster = RedisCluster.start()) { // three primaries with a replica each
            RedisServer primary = group.primary();
            group.awaitReplicated(); // else what was written last may be lost
            primary.kill();
            assertThat(group.awaitFailoverFrom(primary)).isNotSameAs(primary);
            assertThat(cluster.primaries()).hasSize(3);
        }
        // end
    }
}
