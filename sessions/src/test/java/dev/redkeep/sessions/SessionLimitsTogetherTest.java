package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.params.SetParams;

/** Idle, absolute and renewal limits at once, by the server's clock, in each schema and layout. */
class SessionLimitsTogetherTest extends SessionsOnRedis {
    private static final long HOUR = 3_600;
    private static final long SLACK = 300;
    private SessionSchema schema = SessionSchema.DISCOURS;
    private KeyLayout layout = KeyLayout.DOCUMENTED;

    private String key(String token) {
        if (schema == SessionSchema.DISCOURS) {
            return key(layout, 1, token);
        }
        return layout == KeyLayout.DOCUMENTED ? "tk:session:" + token : "tk:user_session:{1}:" + digest(token);
    }

    /** As if something had happened so long ago. */
    private void set(String token, String field, long secondsAgo) {
        long then = Long.parseLong((String) raw.eval("return redis.call('TIME')[1]")) - secondsAgo;
        if (schema == SessionSchema.DISCOURS) {
            raw.hset(key(token), field, Long.toString(then));
            return;
        }
        String name = field.equals("last_activity") ? "last_active" : field;
        Matcher property = Pattern.compile("\"" + name + "\":\"[^\"]*\"").matcher(raw.get(key(token)));
        raw.set(
                key(token),
                property.replaceFirst("\"" + name + "\":\"" + Instant.ofEpochSecond(then) + "\""),
                SetParams.setParams().keepTtl());
    }

    @ParameterizedTest
    @CsvSource({"DISCOURS, DOCUMENTED", "DISCOURS, HARDENED", "TRACKEEP, DOCUMENTED", "TRACKEEP, HARDENED"})
    void all_three_limits_hold_together(SessionSchema inSchema, KeyLayout inLayout) {
        schema = inSchema;
        layout = inLayout;
        SessionStore store = store(in(layout)
                .schema(schema)
                .idle(Duration.ofHours(1))
                .absolute(Duration.ofHours(12))
                .renewal(Duration.ofMinutes(15)));
        store.create(alice("t"));
        assertThat(raw.ttl(key("t"))).isBetween(HOUR - SLACK, HOUR);
        assertThat(store.findAndTouch(id("t")).orElseThrow().renewalDue()).isFalse();

        set("t", "created_at", 20 * 60);
        set("t", "last_activity", 70);
        raw.expire(key("t"), HOUR - 70);
        assertThat(store.findAndTouch(id("t")).orElseThrow().renewalDue()).isTrue();
        assertThat(raw.ttl(key("t"))).as("idle").isBetween(HOUR - SLACK, HOUR);

        SessionId next = store.rotate(id("t"), "next").orElseThrow().id();
        assertThat(store.findAndTouch(next).orElseThrow().renewalDue()).isFalse();
        assertThat(raw.ttl(key("next"))).as("a rotation puts nothing off").isBetween(HOUR - SLACK, HOUR);

        set("next", "created_at", 11 * HOUR + HOUR / 2);
        set("next", "last_activity", 70);
        raw.expire(key("next"), HOUR - 70);
        assertThat(store.findAndTouch(next).orElseThrow().renewalDue()).isFalse();
        assertThat(raw.ttl(key("next"))).as("cut by the absolute limit").isBetween(HOUR / 2 - SLACK, HOUR / 2 + 1);
        set("next", "rotated_at", 16 * 60);
        assertThat(store.findAndTouch(next).orElseThrow().renewalDue()).isTrue();

        set("next", "created_at", 12 * HOUR + 2);
        for (SessionId ended : List.of(next, id("t"))) {
            assertThat(store.find(ended)).isEmpty();
            assertThat(store.findAndTouch(ended)).isEmpty();
        }
        assertThat(raw.dbSize()).isZero();
    }
}
