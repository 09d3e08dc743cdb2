package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.sessions.SessionOptions.Excess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads, one invariant each. */
interface SessionRaceContract extends SessionContractFixture {
    @Test
    default void a_revoked_session_is_never_seen_again() {
        SessionStore store = open(options());
        List<SessionId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(store.create(NewSession.of(ALICE, "alice")).session().id());
        }
        Set<SessionId> revoked = ConcurrentHashMap.newKeySet();
        Together.run(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 100; i++) {
                SessionId id = ids.get(random.nextInt(50));
                boolean gone = revoked.contains(id);
                boolean seen = switch (random.nextInt(3)) {
                    case 0 -> store.find(id).isPresent();
                    case 1 -> store.findAndTouch(id).isPresent();
                    default -> store.update(id, SessionUpdate.of("a", "b")) instanceof Updated.Done;
                };
                assertThat(gone && seen).as("came back").isFalse();
                if (random.nextInt(40) == 0) {
                    store.revoke(id);
                    revoked.add(id);
                }
            }
        });
        assertThat(store.count(ALICE)).isEqualTo(50 - revoked.size());
        assertThat(store.list(ALICE)).hasSize(50 - revoked.size());
    }

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
    default void of_two_rotations_one_wins() {
        SessionStore store = open(options());
        for (int round = 0; round < 5; round++) {
            SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
            Set<SessionId> successors = ConcurrentHashMap.newKeySet();
            Together.run(thread -> store.rotate(id).map(Session::id).ifPresent(successors::add));
            assertThat(successors).hasSize(1).allMatch(next -> store.find(next).isPresent());
            assertThat(store.find(id)).isEmpty();
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
    default void the_index_and_the_sessions_agree_after_any_mixture() {
        SessionStore store = open(options());
        Together.run(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 60; i++) {
                SessionId id = SessionId.of(ALICE, thread + "-" + random.nextInt(5));
                switch (random.nextInt(6)) {
                    case 0 -> store.revoke(id);
                    case 1 -> store.findAndTouch(id);
                    case 2 -> store.list(ALICE);
                    case 3 -> rotate(store, id, thread + "-" + (5 + random.nextInt(5)));
                    case 4 -> {
                        if (random.nextInt(20) == 0) {
                            store.revokeAll(ALICE);
                        }
                    }
                    default -> {
                        if (store.find(id).isEmpty()) {
                            store.create(NewSession.of(ALICE, "alice").token(id.text()));
                        }
                    }
                }
            }
        });
        long found = IntStream.range(0, Together.THREADS)
                .boxed()
                .flatMap(thread -> IntStream.range(0, 10).mapToObj(i -> SessionId.of(ALICE, thread + "-" + i)))
                .map(store::find)
                .filter(Optional::isPresent)
                .count();
        assertThat(store.list(ALICE))
                .hasSize((int) found)
                .allMatch(session -> store.find(session.id()).isPresent());
        assertThat(store.count(ALICE)).isEqualTo(found);
    }

    private static void rotate(SessionStore store, SessionId id, String newToken) {
        try {
            store.rotate(id, newToken);
        } catch (SessionExistsException taken) {
            assertThat(taken).hasMessageContaining("taken");
        }
    }
}
