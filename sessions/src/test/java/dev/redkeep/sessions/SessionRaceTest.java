package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads, one invariant each. */
class SessionRaceTest extends SessionsOnRedis {
    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_revoked_session_is_never_seen_again_whatever_its_tokens_became(KeyLayout layout) throws Exception {
        SessionStore store = store(in(layout).touchEvery(Duration.ZERO).rotationGrace(Duration.ofMinutes(1)));
        int sessions = 40;
        Set<String> revoked = ConcurrentHashMap.newKeySet();
        List<ConcurrentLinkedQueue<SessionId>> tokens = IntStream.range(0, sessions)
                .mapToObj(i -> new ConcurrentLinkedQueue<>(
                        List.of(store.create(alice("t" + i).attribute("n", "" + i))
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
                Optional<Session> seen = switch (random.nextInt(4)) {
                    case 0 -> store.find(id);
                    case 1 -> store.rotate(id);
                    case 2 -> {
                        boolean done = store.update(id, SessionUpdate.of("x", "" + i)) instanceof Updated.Done;
                        assertThat(gone && done).isFalse();
                        yield Optional.empty();
                    }
                    default -> store.findAndTouch(id);
                };
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
        assertThat(store.list(1))
                .extracting(session -> session.attributes().get("n"))
                .doesNotContainAnyElementsOf(revoked)
                .hasSize(sessions - revoked.size());
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_maximum_is_never_exceeded(KeyLayout layout) throws Exception {
        SessionStore evicting = store(in(layout).maximum(3, SessionOptions.Excess.EVICT_OLDEST));
        SessionStore rejecting = store(in(layout).maximum(3, SessionOptions.Excess.REJECT));
        AtomicInteger refused = new AtomicInteger();
        Together.run(thread -> {
            for (int i = 0; i < 25; i++) {
                evicting.create(NewSession.of(1, "alice"));
                assertThat(evicting.count(1)).isLessThanOrEqualTo(3);
                try {
                    rejecting.create(NewSession.of(2, "bob"));
                } catch (TooManySessionsException full) {
                    refused.incrementAndGet();
                }
                assertThat(rejecting.list(2)).hasSizeLessThanOrEqualTo(3);
            }
        });
        assertThat(evicting.count(1)).isEqualTo(3);
        assertThat(rejecting.count(2)).isEqualTo(3);
        assertThat(refused).hasValue(Together.THREADS * 25 - 3);
        assertThat(raw.dbSize()).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void of_many_log_ins_with_one_token_one_wins(KeyLayout layout) throws Exception {
        SessionStore store = store(in(layout));
        Set<Integer> winners = ConcurrentHashMap.newKeySet();
        Together.run(thread -> {
            try {
                store.create(NewSession.of(1, "user" + thread).token("token"));
                winners.add(thread);
            } catch (SessionExistsException lost) {
                assertThat(lost).hasMessageContaining("taken");
            }
        });
        assertThat(winners).hasSize(1);
        assertThat(store.find(id("token")).orElseThrow().username())
                .contains("user" + winners.iterator().next());
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void of_many_rotations_of_one_token_one_wins(KeyLayout layout) throws Exception {
        SessionStore store = store(in(layout).rotationGrace(Duration.ofMinutes(1)));
        for (int round = 0; round < 10; round++) {
            String token = "token" + round;
            store.create(alice(token));
            Set<Session> winners = ConcurrentHashMap.newKeySet();
            Together.run(thread -> store.rotate(id(token)).ifPresent(winners::add));
            assertThat(winners).hasSize(1);
            assertThat(store.find(winners.iterator().next().id())).isPresent();
        }
        assertThat(store.count(1)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void of_many_updates_of_one_version_one_wins_and_none_is_lost(KeyLayout layout) throws Exception {
        SessionStore store = store(in(layout));
        store.create(alice("t"));
        AtomicInteger done = new AtomicInteger();
        Together.run(thread -> {
            for (int i = 0; i < 20; i++) {
                long version = store.find(id("t")).orElseThrow().version();
                SessionUpdate update = SessionUpdate.of(thread + "-" + i, "").ifVersion(version);
                if (store.update(id("t"), update) instanceof Updated.Done) {
                    done.incrementAndGet();
                }
            }
        });
        Session session = store.find(id("t")).orElseThrow();
        assertThat(session.version()).isEqualTo(done.get());
        assertThat(session.attributes()).hasSize(done.get());
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_session_revoked_while_it_is_updated_stays_revoked(KeyLayout layout) throws Exception {
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
            assertThat(store.find(id("t"))).isEmpty();
            assertThat(raw.dbSize()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_index_lists_no_dead_session_and_agrees_with_the_sessions(KeyLayout layout) throws Exception {
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
        assertThat(raw.dbSize()).isEqualTo(listed.isEmpty() ? 0 : listed.size() + 1);
        assertThat(store.count(1)).isEqualTo(listed.size());
    }
}
