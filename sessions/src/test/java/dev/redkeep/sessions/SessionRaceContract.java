package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.sessions.SessionOptions.Excess;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many threads, one invariant each. */
interface SessionRaceContract extends SessionContractFixture {
    @Test
    default void of_many_log_ins_with_one_token_one_wins() {
        SessionStore store = open(options());
        Set<String> winners = ConcurrentHashMap.newKeySet();
        Together.run(thread -> {
            try {
                store.create(NewSession.of(ALICE, "user" + thread).token(TOKEN));
                winners.add("user" + thread);
            } catch (SessionExistsException lost) {
                assertThat(lost).hasMessageContaining("taken");
            }
        });
        assertThat(winners).hasSize(1);
        assertThat(store.find(SessionId.of(ALICE, TOKEN)).flatMap(Session::username))
                .contains(winners.iterator().next());
    }

    @Test
    default void the_maximum_is_never_exceeded_and_the_oldest_go() {
        SessionStore store = open(options().maximum(3, Excess.EVICT_OLDEST));
        AtomicInteger evicted = new AtomicInteger();
        Together.run(thread -> {
            for (int i = 0; i < 20; i++) {
                evicted.addAndGet(
                        store.create(NewSession.of(ALICE, "alice")).evicted().size());
                assertThat(store.count(ALICE)).isLessThanOrEqualTo(3);
            }
        });
        assertThat(store.count(ALICE)).isEqualTo(3);
        assertThat(evicted).hasValue(Together.THREADS * 20 - 3);
    }

    @Test
    default void the_maximum_is_never_exceeded_and_others_are_rejected() {
        SessionStore store = open(options().maximum(3, Excess.REJECT));
        AtomicInteger created = new AtomicInteger();
        Together.run(thread -> {
            try {
                store.create(NewSession.of(ALICE, "alice"));
                created.incrementAndGet();
            } catch (TooManySessionsException full) {
                assertThat(store.count(ALICE)).isEqualTo(3);
            }
        });
        assertThat(created).hasValue(3);
        assertThat(store.count(ALICE)).isEqualTo(3);
    }

    @Test
    default void of_many_rotations_one_wins() {
        SessionStore store = open(options().rotationGrace(Duration.ofMinutes(1)));
        for (int round = 0; round < 5; round++) {
            SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
            Set<SessionId> successors = ConcurrentHashMap.newKeySet();
            Together.run(thread -> store.rotate(id).map(Session::id).ifPresent(successors::add));
            assertThat(successors).hasSize(1).allMatch(next -> store.find(next).isPresent());
            assertThat(store.find(id).orElseThrow().readOnly()).isTrue();
            assertThat(store.count(ALICE)).isEqualTo(round + 1);
        }
    }

    @Test
    default void no_update_is_lost() {
        SessionStore store = open(options());
        SessionId id = store.create(NewSession.of(ALICE, "alice").attribute("n", "0"))
                .session()
                .id();
        Together.run(thread -> {
            for (int i = 0; i < 5; i++) {
                Updated done;
                do {
                    Session session = store.find(id).orElseThrow();
                    int next = Integer.parseInt(session.attributes().get("n")) + 1;
                    done = store.update(
                            id, SessionUpdate.of("n", Integer.toString(next)).ifVersion(session.version()));
                } while (done instanceof Updated.Conflict);
                store.update(id, SessionUpdate.of("thread" + thread, Integer.toString(i)));
            }
        });
        Session session = store.find(id).orElseThrow();
        assertThat(session.attributes()).containsEntry("n", Integer.toString(Together.THREADS * 5));
        assertThat(session.attributes()).hasSize(1 + Together.THREADS);
        assertThat(session.version()).isEqualTo(Together.THREADS * 10L);
    }

    @Test
    default void of_many_updates_of_one_version_one_wins_and_none_is_lost() {
        SessionStore store = open(options());
        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        AtomicInteger done = new AtomicInteger();
        Together.run(thread -> {
            for (int i = 0; i < 10; i++) {
                long version = store.find(id).orElseThrow().version();
                SessionUpdate update = SessionUpdate.of(thread + "-" + i, "").ifVersion(version);
                if (store.update(id, update) instanceof Updated.Done) {
                    done.incrementAndGet();
                }
            }
        });
        Session session = store.find(id).orElseThrow();
        assertThat(session.version()).isEqualTo(done.get());
        assertThat(session.attributes()).hasSize(done.get());
    }
}
