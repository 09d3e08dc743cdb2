package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Idle, absolute and renewal limits, and the throttle of touches; all by the server's clock. */
class SessionTimesTest extends SessionsOnRedis {
    private final List<SessionEvent> events = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_use_right_after_another_writes_nothing(KeyLayout layout) {
        SessionStore store = store(in(layout).listener(events::add));
        store.create(alice("t"));
        raw.expire(key(layout, 1, "t"), 100);
        String changes = changes();

        for (int i = 0; i < 10; i++) {
            assertThat(store.findAndTouch(id("t"))).isPresent();
        }

        assertThat(changes()).isEqualTo(changes);
        assertThat(raw.ttl(key(layout, 1, "t"))).isLessThanOrEqualTo(100);
        assertThat(events).extracting(SessionEvent::kind).containsExactly(SessionEvent.Kind.CREATED);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_use_is_noted_once_the_throttle_is_over_and_puts_both_ends_off(KeyLayout layout) {
        SessionStore store = store(in(layout).idle(Duration.ofHours(1)).listener(events::add));
        store.create(alice("t"));
        raw.hset(key(layout, 1, "t"), "last_activity", Long.toString(now() - 61));
        raw.expire(key(layout, 1, "t"), 100);
        raw.expire(index(layout, 1), 100);

        long before = now();
        Session touched = store.findAndTouch(id("t")).orElseThrow();
        assertThat(touched.lastActivity().getEpochSecond()).isBetween(before, now());
        assertThat(store.find(id("t"))).contains(touched);
        assertThat(raw.ttl(key(layout, 1, "t"))).isBetween(3_540L, 3_600L);
        assertThat(raw.ttl(index(layout, 1))).isGreaterThan(3_540);
        assertThat(events)
                .extracting(SessionEvent::kind)
                .containsExactly(SessionEvent.Kind.CREATED, SessionEvent.Kind.TOUCHED);
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_last_use_in_the_future_that_a_wrong_clock_wrote_is_put_right(KeyLayout layout) {
        SessionStore store = store(in(layout));
        store.create(alice("t"));
        raw.hset(key(layout, 1, "t"), "last_activity", Long.toString(now() + 3_600));

        long before = now();
        assertThat(store.findAndTouch(id("t")).orElseThrow().lastActivity().getEpochSecond())
                .isBetween(before, now());
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_key_of_a_session_ends_in_the_millisecond_in_which_its_record_says_it_is_over(KeyLayout layout) {
        SessionStore store = store(in(layout).absolute(Duration.ofHours(1)).touchEvery(Duration.ZERO));
        long created = store.create(alice("t")).session().createdAt().getEpochSecond();
        long over = (created + 1) * 1_000 + Duration.ofHours(1).toMillis();
        store.findAndTouch(id("t"));

        // Redis keeps a key through the millisecond of its end. The two clocks of a script may differ by one.
        await().until(() -> ends(key(layout, 1, "t")) == over - 1);
    }

    private long ends(String key) {
        String script = "local now = redis.call('TIME')"
                + "return now[1] * 1000 + math.floor(now[2] / 1000) + redis.call('PTTL', KEYS[1])";
        return (Long) raw.eval(script, List.of(key), List.of());
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void however_much_it_is_used_a_session_ends_at_its_absolute_limit(KeyLayout layout) {
        SessionStore store = store(in(layout)
                .absolute(Duration.ofHours(1))
                .touchEvery(Duration.ZERO)
                .listener(events::add));
        store.create(alice("t"));
        assertThat(raw.ttl(key(layout, 1, "t"))).isBetween(3_540L, 3_600L);

        raw.hset(key(layout, 1, "t"), "created_at", Long.toString(now() - 3_000));
        assertThat(store.findAndTouch(id("t"))).isPresent();
        assertThat(raw.ttl(key(layout, 1, "t"))).isBetween(1L, 601L);

        raw.hset(key(layout, 1, "t"), "created_at", Long.toString(now() - 3_602));
        raw.persist(key(layout, 1, "t"));
        assertThat(store.find(id("t"))).isEmpty();
        assertThat(store.update(id("t"), SessionUpdate.none())).isEqualTo(new Updated.Gone(false));
        assertThat(store.rotate(id("t"))).isEmpty();
        assertThat(store.revokeOthers(id("t")).ended()).isZero();
        assertThat(store.findAndTouch(id("t"))).isEmpty();
        assertThat(raw.dbSize()).isZero();
        assertThat(events).endsWith(new SessionEvent(SessionEvent.Kind.PRUNED, 1, 1));
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_token_that_is_too_old_asks_for_a_rotation_until_it_gets_one(KeyLayout layout) {
        SessionStore store = store(in(layout).renewal(Duration.ofMinutes(10)));
        store.create(alice("t"));
        assertThat(store.findAndTouch(id("t")).orElseThrow().renewalDue()).isFalse();
        raw.hset(key(layout, 1, "t"), "created_at", Long.toString(now() - 601));
        assertThat(store.findAndTouch(id("t")).orElseThrow().renewalDue()).isTrue();

        Session rotated = store.rotate(id("t")).orElseThrow();

        Session touched = store.findAndTouch(rotated.id()).orElseThrow();
        assertThat(touched.renewalDue()).isFalse();
        assertThat(touched.rotatedAt()).isAfter(touched.createdAt()).isEqualTo(rotated.rotatedAt());
        raw.hset(key(layout, 1, rotated.id().text()), "rotated_at", Long.toString(now() - 601));
        assertThat(store.findAndTouch(rotated.id()).orElseThrow().renewalDue()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void an_expired_session_is_gone_for_all_and_an_update_brings_nothing_back(KeyLayout layout) {
        SessionStore store = store(in(layout).idle(Duration.ofMillis(60)));
        store.create(alice("t"));

        await().until(() -> store.find(id("t")).isEmpty());

        assertThat(store.update(id("t"), SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
        assertThat(store.rotate(id("t"))).isEmpty();
        assertThat(store.findAndTouch(id("t"))).isEmpty();
        assertThat(store.count(1)).isZero();
        assertThat(raw.dbSize()).isZero();
    }

    private long now() {
        return Long.parseLong((String) raw.eval("return redis.call('TIME')[1]"));
    }

    /** How many changes the server made to its data. */
    private String changes() {
        return raw.info("persistence")
                .lines()
                .filter(line -> line.startsWith("rdb_changes_since_last_save:"))
                .findFirst()
                .orElseThrow();
    }
}
