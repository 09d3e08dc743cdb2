package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** The contract on a Cluster, in the hardened layout; and the documented one is refused there. */
@RedisTest
@Timeout(600)
class ClusterSessionStoreTest extends HardenedSessionStoreTest {
    @BeforeEach
    void connect(RedisCluster cluster) {
        redis.close();
        for (RedisServer primary : cluster.primaries()) {
            try (RedisClient client = Patient.raw(primary)) {
                client.flushAll();
            }
        }
        redis = Patient.connect(RedisOptions.builder()
                .cluster(cluster.uris().stream()
                        .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                        .toArray(Endpoint[]::new))
                .build());
    }

    @Test
    void the_documented_layout_is_refused_when_the_store_is_built() {
        assertThatThrownBy(() -> SessionStore.on(redis))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layout must be HARDENED on a Cluster");
    }

    @Test
    void every_operation_works_for_users_on_every_node() {
        SessionStore store = SessionStore.on(
                redis,
                SessionOptions.builder()
                        .layout(KeyLayout.HARDENED)
                        .maximum(3, SessionOptions.Excess.EVICT_OLDEST)
                        .rotationGrace(Duration.ofMinutes(1))
                        .build());
        for (long user = 1; user <= 50; user++) {
            SessionId one = store.create(NewSession.of(user, "alice")).session().id();
            SessionId two = store.create(NewSession.of(user, "alice")).session().id();
            assertThat(store.find(one)).isPresent();
            assertThat(store.findAndTouch(two)).isPresent();
            assertThat(store.update(one, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Done(1, false));
            SessionId rotated = store.rotate(one).orElseThrow().id();
            assertThat(store.find(one).orElseThrow().readOnly()).isTrue();
            store.create(NewSession.of(user, "alice"));
            assertThat(store.create(NewSession.of(user, "alice")).evicted()).hasSize(1);
            assertThat(store.list(user)).hasSize(3);
            assertThat(store.count(user)).isEqualTo(3);
            store.revoke(rotated);
            SessionId keep =
                    store.create(NewSession.of(user, "alice")).session().id();
            store.revokeOthers(keep);
            assertThat(store.list(user)).hasSize(1);
            assertThat(store.revokeAll(user).ended()).isEqualTo(1);
        }
    }
}
