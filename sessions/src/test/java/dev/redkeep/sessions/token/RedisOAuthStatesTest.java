package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyLayout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract in each layout, encrypted, and on a Cluster. */
class RedisOAuthStatesTest {
    @Nested
    class Documented extends OAuthStatesContract implements OnServer {
        Documented() {
            super(OAuthOptions.defaults());
        }
    }

    @Nested
    class Encrypted extends OAuthStatesContract implements OnServer {
        Encrypted() {
            super(OAuthOptions.defaults().withEncryptor(TestEncryptor.random()));
        }
    }

    @Nested
    class Hardened extends OAuthStatesContract implements OnServer {
        Hardened() {
            super(OAuthOptions.defaults().withEncryptor(TestEncryptor.random()).withLayout(KeyLayout.HARDENED));
        }
    }

    @Nested
    class HardenedOnCluster extends OAuthStatesContract implements OnCluster {
        HardenedOnCluster() {
            super(OAuthOptions.defaults().withLayout(KeyLayout.HARDENED));
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
