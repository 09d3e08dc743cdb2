package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At most so many sessions of a user. */
class SessionMaximumTest extends SessionsOnRedis {
    private final List<SessionEvent> events = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void those_not_used_for_longest_end_for_another(KeyLayout layout) {
        SessionStore store = store(in(layout)
                .maximum(3, SessionOptions.Excess.EVICT_OLDEST)
                .touchEvery(Duration.ZERO)
                .listener(events::add));
        for (int i = 0; i < 3; i++) {
            store.create(alice("t" + i));
            used(layout, "t" + i, 300 - i * 100);
        }
        store.findAndTouch(id("t0"));

        Created created = store.create(alice("t3"));

        assertThat(created.evicted()).hasSize(1);
        assertThat(store.find(id("t1"))).isEmpty();
        assertThat(store.find(created.evicted().get(0))).isEmpty();
        assertThat(store.count(1)).isEqualTo(3);
        assertThat(events).contains(new SessionEvent(SessionEvent.Kind.EVICTED, 1, 1));
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_lowered_maximum_ends_as_many_as_it_takes_the_oldest_first(KeyLayout layout) {
        SessionStore many = store(in(layout));
        for (int i = 0; i < 5; i++) {
            many.create(alice("t" + i));
            used(layout, "t" + i, 500 - i * 100);
        }

        List<SessionId> evicted = store(in(layout).maximum(2, SessionOptions.Excess.EVICT_OLDEST))
                .create(alice("new"))
                .evicted();

        assertThat(evicted)
                .containsExactly(
                        listed(layout, "t0"), listed(layout, "t1"), listed(layout, "t2"), listed(layout, "t3"));
        assertThat(many.list(1)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void one_more_than_the_maximum_is_refused_and_nothing_changes(KeyLayout layout) {
        SessionStore store =
                store(in(layout).maximum(2, SessionOptions.Excess.REJECT).listener(events::add));
        store.create(alice("one"));
        store.create(alice("two"));

        assertThatThrownBy(() -> store.create(alice("three")))
                .isInstanceOf(TooManySessionsException.class)
                .hasMessageContaining("2 sessions");

        assertThat(store.count(1)).isEqualTo(2);
        assertThat(store.find(id("three"))).isEmpty();
        assertThat(store.create(NewSession.of(2, "bob")).evicted()).isEmpty();
        assertThat(events).extracting(SessionEvent::kind).containsOnly(SessionEvent.Kind.CREATED);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_dead_do_not_count(KeyLayout layout) {
        SessionStore store =
                store(in(layout).maximum(20, SessionOptions.Excess.REJECT).listener(events::add));
        for (int i = 0; i < 20; i++) {
            store.create(alice("t" + i));
            raw.del(key(layout, 1, "t" + i));
        }

        store.create(alice("live"));

        assertThat(store.count(1)).isEqualTo(1);
        assertThat(events.stream()
                        .filter(event -> event.kind() == SessionEvent.Kind.PRUNED)
                        .mapToInt(SessionEvent::count)
                        .sum())
                .isEqualTo(20);
    }

    /** As if a session had been used so long ago. */
    private void used(KeyLayout layout, String token, int secondsAgo) {
        if (layout == KeyLayout.DOCUMENTED) {
            long created = Long.parseLong(raw.hget(key(layout, 1, token), "created_at"));
            raw.hset(key(layout, 1, token), "last_activity", Long.toString(created - secondsAgo));
        } else {
            raw.zincrby(index(layout, 1), -1_000.0 * secondsAgo, digest(token));
        }
    }

    private static SessionId listed(KeyLayout layout, String token) {
        return layout == KeyLayout.DOCUMENTED ? id(token) : SessionId.listed(1, digest(token));
    }
}
