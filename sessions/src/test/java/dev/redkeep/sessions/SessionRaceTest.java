package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What many threads leave in Redis, as another client sees it. */
class SessionRaceTest extends SessionsOnRedis {
    private Set<String> members(KeyLayout layout) {
        String index = index(layout, 1);
        return layout == KeyLayout.DOCUMENTED ? raw.smembers(index) : new HashSet<>(raw.zrange(index, 0, -1));
    }

    private static String member(KeyLayout layout, SessionId id) {
        return layout == KeyLayout.DOCUMENTED || id.isListed() ? id.text() : digest(id.text());
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void sessions_revoked_while_they_are_updated_leave_nothing(KeyLayout layout) {
        SessionStore store = store(in(layout).touchEvery(Duration.ZERO));
        for (int round = 0; round < 10; round++) {
            store.create(alice("t"));
            Together.run(thread -> {
                if (thread == 16) {
                    store.revoke(id("t"));
                } else {
                    store.update(id("t"), SessionUpdate.of("a", "1"));
                    store.findAndTouch(id("t"));
                }
            });
            assertThat(raw.dbSize()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_maximum_leaves_no_session_outside_the_index(KeyLayout layout) {
        SessionStore evicting = store(in(layout).maximum(3, SessionOptions.Excess.EVICT_OLDEST));
        Together.run(thread -> {
            for (int i = 0; i < 25; i++) {
                evicting.create(NewSession.of(1, "alice"));
                assertThat(members(layout)).hasSizeLessThanOrEqualTo(3);
            }
        });
        assertThat(raw.dbSize()).isEqualTo(4);
    }

    /** Another client deletes sessions without a word to the index. Each token dies once, so that none is made again. */
    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_index_lists_no_dead_session_twice_in_a_row(KeyLayout layout) {
        SessionStore store = store(in(layout));
        Together.run(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 40; i++) {
                SessionId id = store.create(alice(thread + "-" + i)).session().id();
                store.findAndTouch(id);
                if (random.nextBoolean()) {
                    store.rotate(id, thread + "+" + i);
                    id = id(thread + "+" + i);
                }
                raw.del(key(layout, 1, id.text()));
                SessionId dead = id;
                for (int look = 0; look < 2; look++) {
                    assertThat(store.list(1))
                            .noneMatch(session -> member(layout, session.id()).equals(member(layout, dead)));
                    assertThat(members(layout)).doesNotContain(member(layout, dead));
                }
            }
        });
        assertThat(raw.dbSize()).isZero();
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_index_agrees_with_the_sessions_after_any_mixture(KeyLayout layout) {
        SessionStore store = store(in(layout));
        Together.run(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 80; i++) {
                String token = thread + "-" + random.nextInt(5);
                switch (random.nextInt(6)) {
                    case 0 -> store.revoke(id(token));
                    case 1 -> store.findAndTouch(id(token));
                    case 2 -> store.list(1);
                    case 3 -> raw.del(key(layout, 1, token));
                    case 4 -> {
                        if (random.nextInt(20) == 0) {
                            store.revokeAll(1);
                        }
                    }
                    default -> {
                        if (store.find(id(token)).isEmpty()) {
                            store.create(alice(token));
                        }
                    }
                }
            }
        });
        List<Session> listed = store.list(1);
        assertThat(listed).allMatch(session -> store.find(session.id()).isPresent());
        assertThat(members(layout))
                .containsExactlyInAnyOrderElementsOf(listed.stream()
                        .map(session -> member(layout, session.id()))
                        .toList());
        assertThat(raw.dbSize()).isEqualTo(listed.isEmpty() ? 0 : listed.size() + 1);
    }
}
