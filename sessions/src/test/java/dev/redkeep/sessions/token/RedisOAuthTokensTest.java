package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class RedisOAuthTokensTest {
    abstract static class OneServer extends OAuthTokensContract {
        private final OAuthOptions options;
        private Redis redis;
        private OAuthTokens tokens;

        OneServer(OAuthOptions options) {
            this.options = options;
        }

        @BeforeEach
        void connect(RedisServer server) {
            redis = Redis.connect(RedisOptions.of(server.uri()));
            tokens = OAuthTokens.on(redis, options);
        }

        @AfterEach
        void close() {
            redis.close();
        }

        @Override
        OAuthTokens tokens() {
            return tokens;
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
    class OnCluster extends OAuthTokensContract {
        private Redis redis;
        private OAuthTokens tokens;

        @BeforeEach
        void connect(RedisCluster cluster) {
            redis = TestCluster.connect(cluster);
            tokens = OAuthTokens.on(redis, OAuthOptions.defaults().withLayout(KeyLayout.HARDENED));
        }

        @AfterEach
        void close() {
            redis.close();
        }

        @Override
        OAuthTokens tokens() {
            return tokens;
        }

        @Test
        void the_documented_layout_is_refused_when_it_is_built() {
            assertThat(redis.cluster()).isTrue();
            assertThatThrownBy(() -> OAuthTokens.on(redis))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Cluster")
                    .hasMessageContaining("KeyLayout.HARDENED");
        }
    }
}
