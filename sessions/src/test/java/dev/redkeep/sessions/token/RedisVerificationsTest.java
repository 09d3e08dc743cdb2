package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract in each layout, and on a Cluster. */
class RedisVerificationsTest {
    static final VerificationOptions OPTIONS = VerificationOptions.defaults().withPepper(new byte[16]);

    @Nested
    class Documented extends VerificationsContract implements OnServer {
        Documented() {
            super(OPTIONS);
        }
    }

    @Nested
    class Hardened extends VerificationsContract implements OnServer {
        Hardened() {
            super(OPTIONS.withLayout(KeyLayout.HARDENED));
        }
    }

    @Nested
    class HardenedOnCluster extends VerificationsContract implements OnCluster {
        HardenedOnCluster() {
            super(OPTIONS.withLayout(KeyLayout.HARDENED));
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
