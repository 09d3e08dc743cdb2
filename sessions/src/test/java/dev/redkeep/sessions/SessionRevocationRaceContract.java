package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads, while sessions are revoked. */
interface SessionRevocationRaceContract extends SessionContractFixture {
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
    default void a_revoked_session_is_never_seen_again_whatever_its_tokens_became() {
        SessionStore store = open(options().touchEvery(Duration.ZERO).rotationGrace(Duration.ofMinutes(1)));
        int sessions = 40;
        Set<String> revoked = ConcurrentHashMap.newKeySet();
        List<ConcurrentLinkedQueue<SessionId>> tokens = IntStream.range(0, sessions)
                .mapToObj(n -> new ConcurrentLinkedQueue<>(
                        List.of(store.create(NewSession.of(ALICE, "alice").attribute("n", "" + n))
                                .session()
                                .id())))
                .toList();
        Together.run(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 150; i++) {
                int n = random.nextInt(sessions);
                boolean gone = revoked.contains("" + n);
                List<SessionId> known = List.copyOf(tokens.get(n));
                SessionId id = known.get(random.nextInt(known.size()));
                Optional<Session> seen = step(store, id, random.nextInt(4), gone);
                assertThat(gone && seen.isPresent())
                        .as("session %s came back", n)
                        .isFalse();
                seen.filter(session -> !session.id().equals(id))
                        .ifPresent(session -> tokens.get(n).add(session.id()));
                if (random.nextInt(30) == 0 && store.revoke(id).ended() == 1) {
                    revoked.add("" + n);
                }
            }
        });
        assertThat(revoked).isNotEmpty();
        assertThat(store.list(ALICE))
                .extracting(session -> session.attributes().get("n"))
                .doesNotContainAnyElementsOf(revoked)
                .hasSize(sessions - revoked.size());
    }

    private static Optional<Session> step(SessionStore store, SessionId id, int kind, boolean gone) {
        return switch (kind) {
            case 0 -> store.find(id);
            case 1 -> store.rotate(id);
            case 2 -> {
                boolean done = store.update(id, SessionUpdate.of("x", "1")) instanceof Updated.Done;
                assertThat(gone && done).isFalse();
                yield Optional.empty();
            }
            default -> store.findAndTouch(id);
        };
    }

    @Test
    default void a_session_revoked_while_it_is_updated_stays_revoked() {
        SessionStore store = open(options().touchEvery(Duration.ZERO));
        for (int round = 0; round < 10; round++) {
            SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
            Together.run(thread -> {
                if (thread == 16) {
                    store.revoke(id);
                } else {
                    store.update(id, SessionUpdate.of("a", "1"));
                    store.findAndTouch(id);
                }
            });
            assertThat(store.find(id)).isEmpty();
            assertThat(store.count(ALICE)).isZero();
        }
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
