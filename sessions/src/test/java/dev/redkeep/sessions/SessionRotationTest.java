package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rotation leaves in Redis under an old token: never longer than the session itself. */
class SessionRotationTest extends SessionsOnRedis {
    private static final Duration GRACE = Duration.ofMinutes(1);

    private SessionStore graceful(KeyLayout layout) {
        SessionStore store = store(in(layout).rotationGrace(GRACE).touchEvery(Duration.ZERO));
        store.create(alice("old").attribute("a", "1"));
        assertThat(store.rotate(id("old"), "new")).isPresent();
        return store;
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void nothing_writes_what_is_left_under_the_old_token(KeyLayout layout) {
        SessionStore store = graceful(layout);
        String old = key(layout, 1, "old");
        Map<String, String> trace = raw.hgetAll(old);

        assertThat(store.findAndTouch(id("old")).orElseThrow().readOnly()).isTrue();
        assertThat(store.update(id("old"), SessionUpdate.of("a", "2"))).isEqualTo(new Updated.ReadOnly(false));
        assertThat(store.rotate(id("old"), "third")).isEmpty();

        assertThat(raw.hgetAll(old)).isEqualTo(trace).containsEntry("rotated", "1");
        assertThat(raw.ttl(old)).isBetween(1L, GRACE.toSeconds());
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void whatever_ends_the_session_leaves_nothing_in_redis(KeyLayout layout) {
        SessionStore store = graceful(layout);
        assertThat(store.revoke(id("new")).ended()).isEqualTo(1);
        assertThat(raw.dbSize()).isZero();

        graceful(layout);
        store.rotate(id("new"), "newer");
        assertThat(store.revoke(id("newer")).ended()).isEqualTo(1);
        assertThat(raw.dbSize()).isZero();

        graceful(layout);
        assertThat(store.revokeAll(1).ended()).isEqualTo(1);
        assertThat(raw.dbSize()).isZero();

        graceful(layout);
        SessionStore single = store(in(layout).maximum(1, SessionOptions.Excess.EVICT_OLDEST));
        assertThat(single.create(alice("third")).evicted()).hasSize(1);
        assertThat(raw.dbSize()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_session_that_was_created_with_the_old_token_later_is_another(KeyLayout layout) {
        SessionStore store = graceful(layout);
        raw.del(key(layout, 1, "old"));
        store.create(alice("old"));

        assertThat(store.revoke(id("new")).ended()).isEqualTo(1);

        assertThat(store.find(id("old")).orElseThrow().readOnly()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_rotation_keeps_the_sessions_end_and_its_place_in_the_index(KeyLayout layout) {
        SessionStore store = store(in(layout));
        store.create(alice("old"));
        raw.expire(key(layout, 1, "old"), 100);

        store.rotate(id("old"), "new");

        assertThat(raw.ttl(key(layout, 1, "new"))).isBetween(1L, 100L);
        assertThat(store.list(1)).hasSize(1);
        if (layout == KeyLayout.HARDENED) {
            assertThat(raw.ttl(index(layout, 1))).isBetween(1L, 101L);
        }
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void no_trace_outlives_the_session_it_leads_to(KeyLayout layout) {
        SessionStore store = store(in(layout).rotationGrace(GRACE));
        store.create(alice("old"));
        raw.expire(key(layout, 1, "old"), 10);

        store.rotate(id("old"), "new");

        assertThat(raw.ttl(key(layout, 1, "old"))).isBetween(1L, 10L);
    }
}
