package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.Session;
import dev.redkeep.sessions.SessionExistsException;
import dev.redkeep.sessions.SessionOptions;
import dev.redkeep.sessions.SessionStore;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
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
        redis = Redis.connect(RedisOptions.of(server.uri()));
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
        SessionStore oneHour = SessionStore.on(redis, SessionOptions.defaults().withIdle(Duration.ofHours(1)));
        // end
        assertThat(thirtyDays).isNotSameAs(oneHour);
    }

    @Test
    void create() {
        // snippet: sessions-create
        Session session = sessions.create(NewSession.of(123, "alice", jwt)
                .authData("{\"method\":\"password\"}")
                .deviceInfo("{\"browser\":\"Firefox\"}"));
        // end
        assertThat(session.username()).contains("alice");
        String problem = "";
        // snippet: sessions-exists
        try {
            sessions.create(NewSession.of(123, "alice", jwt));
        } catch (SessionExistsException again) {
            problem = again.getMessage(); // the token is in use: issue a new one for each log-in
        }
        // end
        assertThat(problem).contains("issue a new token");
    }

    @Test
    void find() {
        sessions.create(NewSession.of(123, "alice", jwt));
        // snippet: sessions-find
        Optional<Session> used = sessions.findAndTouch(123, jwt); // for each request: notes the use, puts the end off
        Optional<Session> seen = sessions.find(123, jwt); // only looks
        // end
        assertThat(used).isEqualTo(seen);
    }

    @Test
    void list() {
        sessions.create(NewSession.of(123, "alice", jwt));
        // snippet: sessions-list
        List<Session> devices = sessions.list(123); // the one used last first
        // end
        assertThat(devices).hasSize(1);
    }

    @Test
    void revoke() {
        sessions.create(NewSession.of(123, "alice", jwt));
        sessions.create(NewSession.of(123, "alice", "d.e.f"));
        // snippet: sessions-revoke
        int here = sessions.revoke(123, jwt).ended(); // 0 or 1
        int everywhere = sessions.revokeAll(123).ended();
        // end
        assertThat(List.of(here, everywhere)).containsExactly(1, 1);
    }

    @Test
    void unreadable() {
        // snippet: sessions-unreadable
        SessionOptions strict = SessionOptions.defaults().withUnreadable(SessionOptions.Unreadable.FAIL);
        long met = sessions.unreadable(); // how many this store could not read
        // end
        assertThat(strict.unreadable()).isEqualTo(SessionOptions.Unreadable.FAIL);
        assertThat(met).isZero();
    }
}
