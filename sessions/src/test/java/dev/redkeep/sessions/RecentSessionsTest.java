package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a plain read is all there is to a touch: only if that is sure, by the server's clock. */
class RecentSessionsTest extends SessionsOnRedis {
    private static final SessionId ID = id("t");
    private static final String KEY = "session:1:t";

    private final SessionOptions options = SessionOptions.defaults();
    private final AtomicLong hoursOff = new AtomicLong();
    private RecentSessions recent;

    @BeforeEach
    void open() {
        store().create(alice("t"));
        recent = recent(options);
    }

    private RecentSessions recent(SessionOptions with) {
        return new RecentSessions(
                redis,
                SessionLayout.of(with, redis),
                with,
                () -> System.nanoTime() + Duration.ofHours(hoursOff.get()).toNanos());
    }

    /**
     * What a plain read finds, when that is sure to be right: a use is noted by the second, and is not yet recent as long as
     * that second may not have begun, by what is known here of the server's clock.
     */
    private static SessionReplies.Found awaitFound(RecentSessions in, SessionId id) {
        return await().pollInterval(Duration.ofMillis(1))
                .until(() -> in.find(id), Optional::isPresent)
                .orElseThrow();
    }

    private void set(String field, long secondsAgo) {
        long now = Long.parseLong((String) raw.eval("return redis.call('TIME')[1]"));
        raw.hset(KEY, field, Long.toString(now - secondsAgo));
    }

    @Test
    void until_the_servers_time_is_known_the_script_is_asked_and_then_a_plain_read_does() {
        assertThat(recent.find(ID)).isEmpty();

        assertThat(recent.touch(ID).noted()).isZero();

        SessionReplies.Found found = awaitFound(recent, ID);
        assertThat(found.outcome()).isEqualTo(SessionReplies.Outcome.DONE);
        assertThat(found.held()).containsEntry("username", "alice");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void whatever_the_client_takes_for_the_time_a_use_is_noted_by_the_servers_clock(long off) {
        hoursOff.set(off);
        assertThat(recent.touch(ID).noted()).isZero();
        awaitFound(recent, ID);

        for (long ago : new long[] {3_600, 3_630, 61}) {
            set("last_activity", ago);
            assertThat(recent.find(ID)).as("used %d s ago", ago).isEmpty();
            assertThat(recent.touch(ID).noted()).as("used %d s ago", ago).isPositive();
            awaitFound(recent, ID);
        }
        set("last_activity", 30);
        assertThat(recent.find(ID)).isPresent();
        set("last_activity", -3_600);
        assertThat(recent.find(ID)).as("noted by a clock ahead of the server's").isEmpty();
        assertThat(recent.touch(ID).noted()).isPositive();
    }

    @Test
    void what_was_learnt_is_forgotten_and_learnt_again() {
        recent.touch(ID);
        awaitFound(recent, ID);
        hoursOff.incrementAndGet();
        assertThat(recent.find(ID)).isEmpty();
        recent.touch(ID);
        awaitFound(recent, ID);
    }

    @Test
    void a_throttle_of_less_than_a_second_needs_no_plain_read() {
        for (Duration throttle : new Duration[] {Duration.ZERO, Duration.ofMillis(999)}) {
            SessionStore store = store(SessionOptions.builder().touchEvery(throttle));
            store.findAndTouch(ID);
            long before = redis.stats().operations();
            store.findAndTouch(ID);
            assertThat(redis.stats().operations() - before).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"2000, 2000, 3000, 30, true", "2000, 2000, 1000, 30, false", "60000, 2000, 3000, 30, true"})
    void a_limit_that_may_be_over_leaves_it_to_the_script(
            int absolute, int renewal, int created, int active, boolean left) {
        SessionOptions limited = SessionOptions.builder()
                .absolute(Duration.ofSeconds(absolute))
                .renewal(Duration.ofSeconds(renewal))
                .build();
        RecentSessions some = recent(limited);
        some.touch(ID);

        set("created_at", created);
        set("last_activity", active);

        assertThat(some.find(ID).isEmpty()).isEqualTo(left);
    }

    @Test
    void what_does_not_read_like_the_users_session_is_left_to_the_script() {
        recent.touch(ID);
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
            SessionId damaged =
                    store().create(NewSession.of(1, "alice")).session().id();
            awaitFound(recent, damaged);
            raw.hset("session:1:" + damaged.text(), field[0], field[1]);

            assertThat(recent.find(damaged)).as(field[0] + "=" + field[1]).isEmpty();
        }
    }

    @Test
    void json_that_was_just_used_needs_no_script_whether_or_not_the_id_tells_the_user() {
        SessionOptions trackeep =
                SessionOptions.builder().schema(SessionSchema.TRACKEEP).build();
        SessionStore.on(redis, trackeep).create(NewSession.of(7, "alice").token("abc-1"));
        RecentSessions some = recent(trackeep);
        assertThat(some.find(SessionId.of("abc-1")))
                .as("the server's time is not known")
                .isEmpty();
        assertThat(some.touch(SessionId.of("abc-1")).noted()).isZero();

        for (SessionId known : List.of(SessionId.of("abc-1"), SessionId.of(7, "abc-1"))) {
            assertThat(awaitFound(some, known).held())
                    .containsEntry("user_id", "7")
                    .containsEntry("username", "alice");
        }
        assertThat(some.find(SessionId.of(8, "abc-1"))).isEmpty();
        assertThat(some.find(SessionId.of("nobody's")).orElseThrow().outcome())
                .isEqualTo(SessionReplies.Outcome.ABSENT);
        raw.hset("tk:session:hash", "user_id", "7");
        assertThat(some.find(SessionId.of("hash"))).isEmpty();
    }

    @Test
    void no_session_is_an_answer_too_and_another_type_is_left_to_the_script() {
        recent.touch(ID);
        raw.set("session:1:text", "{}");

        assertThat(recent.find(id("nobody's")).orElseThrow().outcome()).isEqualTo(SessionReplies.Outcome.ABSENT);
        assertThat(recent.find(id("text"))).isEmpty();
    }
}
