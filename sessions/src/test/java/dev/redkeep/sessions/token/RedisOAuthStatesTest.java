package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract in each layout, encrypted, and on a Cluster. */
class RedisOAuthStatesTest {
    abstract static class OneServer extends OAuthStatesContract {
        private final OAuthOptions options;
        private Redis redis;
        private OAuthStates states;

        OneServer(OAuthOptions options) {
            this.options = options;
        }

        @BeforeEach
        void connect(RedisServer server) {
            redis = Redis.connect(RedisOptions.of(server.uri()));
            states = OAuthStates.on(redis, options);
        }

        @AfterEach
        void close() {
            redis.close();
        }

        @Override
        OAuthStates states() {
            return states;
        }
    }

    @Nested
    @RedisTest
    class Documented extends OneServer {
        Documented() {
            super(OAuthOptions.defaults());
        }
    }

    @Nested
    @RedisTest
    class Encrypted extends OneServer {
        Encrypted() {
            super(OAuthOptions.defaults().withEncryptor(TestEncryptor.random()));
        }
    }

    @Nested
    @RedisTest
    class Hardened extends OneServer {
        Hardened() {
            super(OAuthOptions.defaults().withEncryptor(TestEncryptor.random()).withLayout(KeyLayout.HARDENED));
        }
    }

    @Nested
    @RedisTest
    class OnCluster extends OAuthStatesContract {
        private Redis redis;
        private OAuthStates states;

        @BeforeEach
        void connect(RedisCluster cluster) {
            redis = TestCluster.connect(cluster);
            states = OAuthStates.on(redis, OAuthOptions.defaults().withLayout(KeyLayout.HARDENED));
        }

        @AfterEach
        void close() {
            redis.close();
        }

        @Override
        OAuthStates states() {
            return states;
        }

        @Test
        void a_flow_has_one_key_so_that_the_documented_layout_works_too() {
            OAuthStates documented = OAuthStates.on(redis);
            OAuthStart start = documented.begin(NewOAuthState.of(OAuthProvider.VK, "/"));

            assertThat(documented.consume(start.state(), start.csrfToken()).status())
                    .isEqualTo(ConsumedState.Status.OK);
        }
    }
}
