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

/** The contract in each layout, and on a Cluster. */
class RedisVerificationsTest {
    static final VerificationOptions OPTIONS = VerificationOptions.defaults().withPepper(new byte[16]);

    abstract static class OneServer extends VerificationsContract {
        private final VerificationOptions options;
        private Redis redis;
        private Verifications verifications;

        OneServer(VerificationOptions options) {
            this.options = options;
        }

        @BeforeEach
        void connect(RedisServer server) {
            redis = Redis.connect(RedisOptions.of(server.uri()));
            verifications = Verifications.on(redis, options);
        }

        @AfterEach
        void close() {
            redis.close();
        }

        @Override
        Verifications verifications() {
            return verifications;
        }
    }

    @Nested
    @RedisTest
    class Documented extends OneServer {
        Documented() {
            super(OPTIONS);
        }
    }

    @Nested
    @RedisTest
    class Hardened extends OneServer {
        Hardened() {
            super(OPTIONS.withLayout(KeyLayout.HARDENED));
        }
    }

    @Nested
    @RedisTest
    class OnCluster extends VerificationsContract {
        private Redis redis;
        private Verifications verifications;

        @BeforeEach
        void connect(RedisCluster cluster) {
            redis = TestCluster.connect(cluster);
            verifications = Verifications.on(redis, OPTIONS.withLayout(KeyLayout.HARDENED));
        }

        @AfterEach
        void close() {
            redis.close();
        }

        @Override
        Verifications verifications() {
            return verifications;
        }

        @Test
        void the_documented_layout_is_refused_when_it_is_built() {
            assertThat(redis.cluster()).isTrue();
            assertThatThrownBy(() -> Verifications.on(redis))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Cluster")
                    .hasMessageContaining("KeyLayout.HARDENED");
        }
    }
}
