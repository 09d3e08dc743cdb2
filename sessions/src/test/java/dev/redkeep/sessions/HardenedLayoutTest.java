package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lies in Redis in the hardened layout: digests, one hash tag, and an index that knows when each session ends. */
class HardenedLayoutTest extends SessionsOnRedis {
    private static final String INDEX = "user_sessions_by_end:{1}";

    private SessionStore store;

    @BeforeEach
    void open() {
        store = store(in(KeyLayout.HARDENED));
    }

    @Test
    void no_token_is_in_redis_and_all_keys_of_a_user_share_a_hash_tag() {
        Session session = store.create(NewSession.of(1, "alice")).session();
        String token = session.id().token().orElseThrow();
        SessionId rotated = store.rotate(session.id()).orElseThrow().id();

        Set<String> keys = raw.keys("*");
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "session:{1}:" + digest(rotated.token().orElseThrow()), INDEX);
        assertThat(keys.toString() + raw.zrange(INDEX, 0, -1) + raw.hgetAll(key(KeyLayout.HARDENED, 1, rotated.text())))
                .doesNotContain(token)
                .doesNotContain(rotated.text());
    }

    @Test
    void a_trace_in_the_grace_holds_no_token_either() {
        SessionStore graceful = store(in(KeyLayout.HARDENED).rotationGrace(Duration.ofMinutes(1)));
        graceful.create(alice("the-old-token"));
        graceful.rotate(id("the-old-token"), "the-new-token");

        for (String token : List.of("the-old-token", "the-new-token")) {
            assertThat(raw.hgetAll(key(KeyLayout.HARDENED, 1, token)).toString())
                    .doesNotContain("the-old-token")
                    .doesNotContain("the-new-token");
        }
    }

    @Test
    void a_listed_session_has_no_token_and_is_revoked_by_what_was_listed() {
        store.create(alice("one").deviceInfo("{\"os\":\"Haiku\"}"));
        store.create(alice("two"));

        Session listed = store.list(1).stream()
                .filter(session -> session.deviceInfo().isPresent())
                .findFirst()
                .orElseThrow();

        assertThat(listed.id().token()).isEmpty();
        assertThat(listed.id())
                .isNotEqualTo(id("two"))
                .isNotEqualTo(SessionId.of(2, "one"))
                .isNotEqualTo(SessionId.of(1, digest("one")))
                .hasSameHashCodeAs(id("one"))
                .isEqualTo(id("one"))
                .isEqualTo(store.list(1).stream()
                        .map(Session::id)
                        .filter(listed.id()::equals)
                        .findFirst()
                        .orElseThrow());
        assertThat(store.find(listed.id())).contains(listed);
        List<ThrowingCallable> refused = List.of(
                () -> store.findAndTouch(listed.id()),
                () -> store.update(listed.id(), SessionUpdate.none()),
                () -> store.rotate(listed.id()),
                () -> store.rotate(listed.id(), "new"));
        for (ThrowingCallable one : refused) {
            assertThatThrownBy(one)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("id must have its token");
        }
        assertThat(store.revoke(listed.id()).ended()).isEqualTo(1);
        assertThat(store.find(id("one"))).isEmpty();
        assertThat(store.find(id("two"))).isPresent();
    }

    @Test
    void a_digest_from_redis_is_no_token() {
        store.create(alice("one"));

        assertThat(store.find(id(digest("one")))).isEmpty();
        assertThatThrownBy(() -> store.find(SessionId.listed(1, "no digest")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("no digest");
    }

    @Test
    void the_index_is_scored_by_each_end_and_lives_as_long_as_the_last() {
        store(in(KeyLayout.HARDENED).idle(Duration.ofHours(2))).create(alice("long"));
        store(in(KeyLayout.HARDENED).idle(Duration.ofHours(1))).create(alice("short"));

        double between = raw.zscore(INDEX, digest("long")) - raw.zscore(INDEX, digest("short"));
        assertThat(between).isBetween(3_540_000.0, 3_600_000.0);
        assertThat(raw.pttl(INDEX)).isBetween(7_140_000L, 7_200_100L);
    }

    @Test
    void a_log_in_prunes_all_that_has_ended_whatever_their_number() {
        for (int i = 0; i < 1_000; i++) {
            raw.zadd(INDEX, 1_640_995_200_000.0 + i, "dead" + i);
        }
        store.create(alice("live"));

        assertThat(raw.zrange(INDEX, 0, -1)).containsExactly(digest("live"));
    }

    @Test
    void an_index_that_was_lost_is_healed_by_the_next_noted_use() {
        store.create(alice("t"));
        raw.del(INDEX);
        raw.hset(key(KeyLayout.HARDENED, 1, "t"), "last_activity", LONG_AGO);

        store.findAndTouch(id("t"));

        assertThat(store.list(1)).hasSize(1);
        assertThat(raw.ttl(INDEX)).isPositive();
    }
}
