package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract in each layout, encrypted, and on a Cluster. */
class RedisOAuthTokensTest {
    @Nested
    class Documented extends OAuthTokensContract implements OnServer {
        Documented() {
            super(OAuthOptions.defaults());
        }
    }

    @Nested
    class Encrypted extends OAuthTokensContract implements OnServer {
        Encrypted() {
            super(OAuthOptions.defaults().withEncryptor(TestEncryptor.random()));
        }
    }

    @Nested
    class Hardened extends OAuthTokensContract implements OnServer {
        Hardened() {
            super(OAuthOptions.defaults().withEncryptor(TestEncryptor.random()).withLayout(KeyLayout.HARDENED));
        }
    }

    @Nested
    class HardenedOnCluster extends OAuthTokensContract implements OnCluster {
        HardenedOnCluster() {
            super(OAuthOptions.defaults().withLayout(KeyLayout.HARDENED));
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
