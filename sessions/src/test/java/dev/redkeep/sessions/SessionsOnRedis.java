package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.RedisClient;

/** A store beside a client that sends raw commands, as another service does. */
@RedisTest
abstract class SessionsOnRedis {
    /** January 2022, in Unix seconds. */
    static final String LONG_AGO = "1640995200";

    Redis redis;
    RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
        raw = Patient.raw(server);
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    SessionStore store() {
        return SessionStore.on(redis);
    }

    SessionStore store(SessionOptionsBuilder options) {
        return SessionStore.on(redis, options.build());
    }

    SessionOptionsBuilder in(KeyLayout layout) {
        return SessionOptions.builder().layout(layout);
    }

    /** Where a session lies, as the document or the hardened layout spells it. */
    static String key(KeyLayout layout, long user, String token) {
        return layout == KeyLayout.DOCUMENTED
                ? "session:" + user + ":" + token
                : "session:{" + user + "}:" + digest(token);
    }

    static String index(KeyLayout layout, long user) {
        return layout == KeyLayout.DOCUMENTED ? "user_sessions:" + user : "user_sessions_by_end:{" + user + "}";
    }

    static String digest(String token) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static SessionId id(String token) {
        return SessionId.of(1, token);
    }

    static NewSession alice(String token) {
        return NewSession.of(1, "alice").token(token);
    }
}
