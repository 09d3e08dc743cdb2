package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** The scripts against a model, without their cache, and counted. */
@RedisTest
class SessionScriptsTest {
    private Redis redis;
    private SessionStore store;
    private RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.of(server.uri()));
        store = SessionStore.on(redis);
        raw = RedisClient.create(server.uri());
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    /** An expiry is a deletion of the hash that the index does not notice. */
    @Test
    void random_steps_do_what_a_map_does() {
        Random random = new Random(42);
        Map<String, String> model = new TreeMap<>();
        for (int step = 0; step < 3_000; step++) {
            String token = "t" + random.nextInt(12);
            String name = "name" + step;
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    if (model.putIfAbsent(token, name) == null) {
                        store.create(NewSession.of(7, name, token));
                    } else {
                        assertThatThrownBy(() -> store.create(NewSession.of(7, name, token)))
                                .isInstanceOf(SessionExistsException.class);
                    }
                }
                case 2 -> assertThat(store.revoke(7, token).ended()).isEqualTo(model.remove(token) == null ? 0 : 1);
                case 3 -> assertThat(raw.del("session:7:" + token)).isEqualTo(model.remove(token) == null ? 0 : 1);
                case 4 ->
                    assertThat(new TreeSet<>(
                                    store.list(7).stream().map(Session::token).toList()))
                            .isEqualTo(model.keySet());
                case 5 ->
                    assertThat(store.findAndTouch(7, token).flatMap(Session::username))
                            .isEqualTo(java.util.Optional.ofNullable(model.get(token)));
                default -> {
                    if (random.nextInt(20) == 0) {
                        assertThat(store.revokeAll(7).ended()).isEqualTo(model.size());
                        model.clear();
                    }
                }
            }
        }
    }

    @Test
    void every_call_works_right_after_the_server_forgot_its_scripts() {
        for (int round = 0; round < 2; round++) {
            raw.scriptFlush();
            store.create(NewSession.of(1, "alice", "a"));
            raw.scriptFlush();
            assertThat(store.findAndTouch(1, "a")).isPresent();
            raw.scriptFlush();
            assertThat(store.list(1)).hasSize(1);
            raw.scriptFlush();
            assertThat(store.revoke(1, "a").ended()).isEqualTo(1);
            raw.scriptFlush();
            assertThat(store.revokeAll(1).ended()).isZero();
        }
        assertThat(redis.stats().scriptLoads()).isEqualTo(10);
    }

    @Test
    void each_operation_is_one_round_trip() {
        store.create(NewSession.of(1, "alice", "warm"));
        store.findAndTouch(1, "warm");
        store.list(1);
        store.revoke(1, "warm");
        store.revokeAll(1);
        RedisStats warm = redis.stats();
        long before = commands();

        store.create(NewSession.of(1, "alice", "a"));
        store.find(1, "a");
        store.findAndTouch(1, "a");
        store.list(1);
        store.revoke(1, "a");
        store.revokeAll(1);

        assertThat(redis.stats().operations() - warm.operations()).isEqualTo(6);
        assertThat(redis.stats().scriptLoads()).isEqualTo(warm.scriptLoads());
        assertThat(commands() - before)
                .as("EVALSHA and HGETALL sent by clients")
                .isEqualTo(6);
    }

    /** What clients sent: the server counts a script's own HGETALL too, and each of those follows a TYPE. */
    private long commands() {
        return calls("evalsha") + calls("hgetall") - calls("type");
    }

    private long calls(String command) {
        return raw.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }
}
