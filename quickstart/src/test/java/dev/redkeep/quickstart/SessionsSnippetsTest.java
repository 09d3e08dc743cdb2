package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.sessions.Created;
import dev.redkeep.sessions.InMemorySessionStore;
import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.Session;
import dev.redkeep.sessions.SessionExistsException;
import dev.redkeep.sessions.SessionId;
import dev.redkeep.sessions.SessionOptions;
import dev.redkeep.sessions.SessionSchema;
import dev.redkeep.sessions.SessionStore;
import dev.redkeep.sessions.SessionUpdate;
import dev.redkeep.sessions.TooManySessionsException;
import dev.redkeep.sessions.Updated;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class SessionsSnippetsTest {
    private static final String jwt = "a.b.c";

    private Redis redis;
    private SessionStore sessions;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
        sessions = SessionStore.on(redis);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void store() {
        // snippet: sessions-store
        SessionStore thirtyDays = SessionStore.on(redis);
        SessionStore strict = SessionStore.on(
                redis,
                SessionOptions.builder()
                        .layout(KeyLayout.HARDENED)
                        .idle(Duration.ofHours(1))
                        .absolute(Duration.ofHours(12))
                        .renewal(Duration.ofMinutes(15))
                        .rotationGrace(Duration.ofSeconds(10))
                        .maximum(5, SessionOptions.Excess.EVICT_OLDEST)
                        .build());
        // end
        assertThat(thirtyDays).isNotSameAs(strict);
    }

    @Test
    void create() {
        // snippet: sessions-create
        Created created = sessions.create(NewSession.of(123, "alice")
                .attribute("theme", "dark")
                .authData("{\"method\":\"password\"}")
                .deviceInfo("{\"browser\":\"Firefox\"}"));
        String cookie = created.session().id().token().orElseThrow();
        // end
        assertThat(cookie).startsWith("123.");
    }

    @Test
    void token() {
        String problem = "";
        // snippet: sessions-token
        try {
            sessions.create(NewSession.of(123, "alice").token(jwt));
        } catch (SessionExistsException | TooManySessionsException refused) {
            problem = refused.getMessage(); // nothing was changed
        }
        Optional<Session> session = sessions.findAndTouch(SessionId.of(123, jwt)); // a JWT tells whose it is
        // end
        assertThat(problem).isEmpty();
        assertThat(session).isPresent();
    }

    @Test
    void find() {
        String cookie = cookie();
        // snippet: sessions-find
        Optional<Session> used = sessions.findAndTouch(SessionId.of(cookie)); // for each request
        Optional<Session> seen = sessions.find(SessionId.of(cookie)); // only looks
        // end
        assertThat(used).isEqualTo(seen);
    }

    @Test
    void migrate() {
        cookie();
        // snippet: sessions-migrate
        Optional<Session> session = sessions.migrate(123, "alice", jwt);
        // end
        assertThat(session).isEmpty();
    }

    @Test
    void update() {
        Session session = sessions.find(SessionId.of(cookie())).orElseThrow();
        // snippet: sessions-update
        SessionUpdate update =
                SessionUpdate.of("theme", "light").removing("draft").ifVersion(session.version());
        Updated updated = sessions.update(session.id(), update);
        boolean again = updated instanceof Updated.Conflict; // someone else was first: read it again
        boolean old = updated instanceof Updated.ReadOnly; // it has another token by now: use that
        boolean gone = updated instanceof Updated.Gone; // it was not brought back
        // end
        assertThat(updated).isEqualTo(new Updated.Done(1, false));
        assertThat(again || old || gone).isFalse();
    }

    @Test
    void rotate() {
        SessionId id = SessionId.of(cookie());
        // snippet: sessions-rotate
        Optional<String> newCookie =
                sessions.rotate(id).flatMap(session -> session.id().token());
        // end
        assertThat(newCookie).isPresent();
    }

    @Test
    void list() {
        Session current =
                sessions.create(NewSession.of(123, "alice").deviceInfo("1")).session();
        cookie();
        // snippet: sessions-list
        List<Session> devices = sessions.list(123); // the one used last first
        boolean here = devices.get(0).id().equals(current.id()); // whether that is this device
        long signedIn = sessions.count(123);
        // end
        assertThat(devices).hasSize((int) signedIn);
        assertThat(here).isEqualTo(devices.get(0).deviceInfo().isPresent());
    }

    @Test
    void revoke() {
        SessionId id = SessionId.of(cookie());
        cookie();
        cookie();
        // snippet: sessions-revoke
        int elsewhere = sessions.revokeOthers(id).ended();
        int here = sessions.revoke(id).ended(); // 0 or 1
        int everywhere = sessions.revokeAll(123).ended();
        // end
        assertThat(List.of(elsewhere, here, everywhere)).containsExactly(2, 1, 0);
    }

    @Test
    void unreadable() {
        // snippet: sessions-unreadable
        SessionOptions strict = SessionOptions.builder()
                .unreadable(SessionOptions.Unreadable.FAIL)
                .build();
        long met = sessions.unreadable(); // how many this store could not read
        // end
        assertThat(strict.unreadable()).isEqualTo(SessionOptions.Unreadable.FAIL);
        assertThat(met).isZero();
    }

    @Test
    void listen() {
        List<String> audit = new ArrayList<>();
        // snippet: sessions-listen
        SessionOptions audited = SessionOptions.builder()
                .listener(event -> audit.add(event.kind() + " " + event.count() + " of " + event.userId()))
                .build();
        // end
        SessionStore.on(redis, audited).create(NewSession.of(123, "alice"));
        assertThat(audit).containsExactly("CREATED 1 of 123");
    }

    @Test
    void fallback() {
        // snippet: sessions-fallback
        InMemorySessionStore memory = SessionStore.inMemory(SessionOptions.defaults(), 10_000);
        SessionStore steady = sessions.withFallback(memory);
        // end
        assertThat(steady.create(NewSession.of(123, "alice")).session().degraded())
                .isFalse();
    }

    @Test
    void trackeep() {
        // snippet: sessions-trackeep
        SessionStore trackeep = SessionStore.on(
                redis, SessionOptions.builder().schema(SessionSchema.TRACKEEP).build());
        Optional<Session> session = trackeep.findAndTouch(SessionId.of("their-session-id")); // by its id alone
        // end
        assertThat(session).isEmpty();
    }

    private String cookie() {
        return sessions.create(NewSession.of(123, "alice"))
                .session()
                .id()
                .token()
                .orElseThrow();
    }
}
