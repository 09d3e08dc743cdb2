package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract on Trackeep hardened, on a Cluster; and the documented layout is refused there. */
@RedisTest
@Timeout(600)
class TrackeepOnClusterTest extends SessionStoreContract implements HardenedIndexContract {
    private Redis redis;

    @BeforeEach
    void connect(RedisCluster cluster) {
        redis = Patient.connect(RedisOptions.builder()
                .cluster(cluster.uris().stream()
                        .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                        .toArray(Endpoint[]::new))
                .build());
        SessionStore store = open(options());
        store.revokeAll(ALICE);
        store.revokeAll(BOB);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    public SessionStore open(SessionOptions options) {
        return SessionStore.on(redis, options);
    }

    @Override
    public SessionOptionsBuilder options() {
        return SessionOptions.builder().schema(SessionSchema.TRACKEEP).layout(KeyLayout.HARDENED);
    }

    @Test
    void the_documented_layout_is_refused_when_the_store_is_built() {
        SessionOptions documented =
                SessionOptions.builder().schema(SessionSchema.TRACKEEP).build();
        assertThatThrownBy(() -> SessionStore.on(redis, documented))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layout must be HARDENED on a Cluster")
                .hasMessageContaining("tk:user:sessions:{user_id}");
    }
}
