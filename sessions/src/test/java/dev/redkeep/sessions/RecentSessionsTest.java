package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client's clock is a hint: whatever it shows, the script is asked where a plain read does not surely do. */
@RedisTest
class RecentSessionsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SessionOptions options = SessionOptions.defaults();
    private Redis redis;
    private SessionId id;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.of(server.uri()));
        id = SessionStore.on(redis, options)
                .create(NewSession.of(1, "alice"))
                .session()
                .id();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void a_session_that_was_just_used_needs_no_script() {
        Optional<SessionReplies.Found> found = recent(options, Duration.ZERO).find(id);

        assertThat(found.orElseThrow().outcome()).isEqualTo(SessionReplies.Outcome.DONE);
        assertThat(found.orElseThrow().held()).containsEntry("username", "alice");
    }

    @Test
    void a_clock_that_is_an_hour_off_either_way_leaves_it_to_the_script() {
        assertThat(recent(options, HOUR).find(id)).isEmpty();
        assertThat(recent(options, HOUR.negated()).find(id)).isEmpty();
    }

    @Test
    void a_limit_that_may_be_over_leaves_it_to_the_script() {
        Duration later = Duration.ofSeconds(30);
        SessionOptions absolute =
                SessionOptions.builder().absolute(Duration.ofSeconds(20)).build();
        SessionOptions renewal =
                SessionOptions.builder().renewal(Duration.ofSeconds(20)).build();

        assertThat(recent(options, later).find(id)).isPresent();
        assertThat(recent(absolute, later).find(id)).isEmpty();
        assertThat(recent(renewal, later).find(id)).isEmpty();
    }

    @Test
    void what_does_not_read_like_the_users_session_is_left_to_the_script() {
        for (String[] field : new String[][] {
            {"user_id", "2"},
            {"token_type", "refresh"},
            {"created_at", "now"},
            {"created_at", ""},
            {"last_activity", "-1"},
            {"last_activity", "9999999999999"},
            {"version", "x"},
            {"rotated", "1"}
        }) {
            SessionId damaged = SessionStore.on(redis, options)
                    .create(NewSession.of(1, "alice"))
                    .session()
                    .id();
            redis.execute(
                    "test.damage",
                    SessionKeys.SESSION.key(1L, damaged.token().orElseThrow()),
                    commands -> commands.hset(
                            SessionKeys.SESSION
                                    .key(1L, damaged.token().orElseThrow())
                                    .text(),
                            field[0],
                            field[1]));

            assertThat(recent(options, Duration.ZERO).find(damaged))
                    .as(field[0] + "=" + field[1])
                    .isEmpty();
        }
    }

    @Test
    void no_session_is_an_answer_too() {
        assertThat(recent(options, Duration.ZERO)
                        .find(SessionId.of(1, "nobody's"))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(SessionReplies.Outcome.ABSENT);
    }

    private RecentSessions recent(SessionOptions with, Duration offset) {
        InstantSource clock = () -> InstantSource.system().instant().plus(offset);
        return new RecentSessions(redis, SessionLayout.of(with, redis), with, clock);
    }
}
