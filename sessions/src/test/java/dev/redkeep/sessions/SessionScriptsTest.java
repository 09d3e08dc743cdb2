package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.observe.RedisStats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts against a model, without their cache, and counted. */
class SessionScriptsTest extends SessionsOnRedis {
    /** An expiry is a deletion of the session that the index does not notice. */
    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void random_steps_do_what_a_map_does(KeyLayout layout) {
        SessionStore store = store(in(layout));
        Random random = new Random(42);
        Map<String, SessionModel> model = new TreeMap<>();
        for (int step = 0; step < 3_000; step++) {
            String token = "t" + random.nextInt(12);
            String other = "t" + random.nextInt(12);
            SessionModel held = model.get(token);
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    if (held == null) {
                        store.create(alice(token).attribute("a", "" + step));
                        model.put(token, new SessionModel("" + step, 0));
                    } else {
                        assertThatThrownBy(() -> store.create(alice(token))).isInstanceOf(SessionExistsException.class);
                    }
                }
                case 2 -> assertThat(store.revoke(id(token)).ended()).isEqualTo(model.remove(token) == null ? 0 : 1);
                case 3 -> assertThat(raw.del(key(layout, 1, token))).isEqualTo(model.remove(token) == null ? 0 : 1);
                case 4 ->
                    assertThat(store.list(1))
                            .extracting(session -> session.attributes().get("a"))
                            .containsExactlyInAnyOrderElementsOf(model.values().stream()
                                    .map(SessionModel::value)
                                    .toList());
                case 5 ->
                    assertThat(store.findAndTouch(id(token)).map(SessionModel::of))
                            .isEqualTo(Optional.ofNullable(held));
                case 6 -> {
                    SessionUpdate update = SessionUpdate.of("a", "" + step).ifVersion(random.nextInt(3));
                    assertThat(store.update(id(token), update)).isEqualTo(SessionModel.update(held, update));
                    model.computeIfPresent(token, (key, now) -> now.updated(update));
                }
                case 7 -> {
                    if (held != null && model.containsKey(other) && !other.equals(token)) {
                        assertThatThrownBy(() -> store.rotate(id(token), other))
                                .isInstanceOf(SessionExistsException.class);
                    } else if (!other.equals(token)) {
                        assertThat(store.rotate(id(token), other).map(SessionModel::of))
                                .isEqualTo(Optional.ofNullable(held));
                        if (held != null) {
                            model.remove(token);
                            model.put(other, held);
                        }
                    }
                }
                case 8 -> assertThat(store.count(1)).isEqualTo(model.size());
                default -> {
                    if (random.nextInt(20) == 0) {
                        assertThat(store.revokeAll(1).ended()).isEqualTo(model.size());
                        model.clear();
                    } else if (random.nextInt(10) == 0) {
                        int others = held == null ? 0 : model.size() - 1;
                        assertThat(store.revokeOthers(id(token)).ended()).isEqualTo(others);
                        if (held != null) {
                            model.keySet().retainAll(List.of(token));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void every_call_works_right_after_the_server_forgot_its_scripts(KeyLayout layout) {
        SessionStore store = store(in(layout));
        for (int round = 0; round < 2; round++) {
            raw.scriptFlush();
            store.create(alice("a"));
            usedBefore(layout);
            raw.scriptFlush();
            assertThat(store.find(id("a"))).isPresent();
            raw.scriptFlush();
            assertThat(store.findAndTouch(id("a"))).isPresent();
            raw.scriptFlush();
            assertThat(store.update(id("a"), SessionUpdate.none())).isEqualTo(new Updated.Done(1, false));
            raw.scriptFlush();
            assertThat(store.rotate(id("a"), "b")).isPresent();
            raw.scriptFlush();
            assertThat(store.list(1)).hasSize(1);
            raw.scriptFlush();
            assertThat(store.count(1)).isEqualTo(1);
            raw.scriptFlush();
            assertThat(store.revokeOthers(id("b")).ended()).isZero();
            raw.scriptFlush();
            assertThat(store.revoke(id("b")).ended()).isEqualTo(1);
            raw.scriptFlush();
            assertThat(store.revokeAll(1).ended()).isZero();
        }
        assertThat(redis.stats().scriptLoads())
                .isEqualTo(19); // the first touch learns the time; one that writes nothing runs none
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void each_operation_is_one_round_trip(KeyLayout layout) {
        SessionStore store = store(in(layout));
        all(store, layout);
        RedisStats warm = redis.stats();
        long before = evaluations();

        all(store, layout);
        assertThat(redis.stats().operations() - warm.operations()).isEqualTo(10);
        assertThat(redis.stats().scriptLoads()).isEqualTo(warm.scriptLoads());
        assertThat(evaluations() - before).isEqualTo(9); // a touch that writes nothing is a plain read
    }

    private void all(SessionStore store, KeyLayout layout) {
        store.create(alice("a"));
        usedBefore(layout);
        store.find(id("a"));
        store.findAndTouch(id("a"));
        store.update(id("a"), SessionUpdate.of("x", "1"));
        store.rotate(id("a"), "b");
        store.list(1);
        store.count(1);
        store.revokeOthers(id("b"));
        store.revoke(id("b"));
        store.revokeAll(1);
    }

    /** So long ago that its second has surely begun, by what is known here of the server's clock, and within the throttle. */
    private void usedBefore(KeyLayout layout) {
        raw.hincrBy(key(layout, 1, "a"), "last_activity", -20);
    }

    private long evaluations() {
        return raw.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:calls="))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }
}
