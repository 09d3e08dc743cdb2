package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.HASH;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;

/** Commands on one key as one. */
@RedisTest
class TransactTest {
    private static final Key MAP = HASH.key("map");

    private final RedisServer server;
    private final Redis redis;

    TransactTest(RedisServer server) {
        this.server = server;
        this.redis = Redis.connect(Fixture.options(server));
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private static Function<CommandObjects, List<CommandObject<?>>> setAndGet(String value) {
        return commands -> List.of(commands.set(KEY.bytes(), value.getBytes(UTF_8)), commands.get(KEY.text()));
    }

    private static Redis as(RedisServer server, String... rights) {
        String[] rules = new String[rights.length + 6];
        System.arraycopy(new String[] {"SETUSER", "app", "reset", "on", ">p", "~*"}, 0, rules, 0, 6);
        System.arraycopy(rights, 0, rules, 6, rights.length);
        raw(server, "ACL", rules);
        return Redis.connect(Fixture.options(server).toBuilder()
                .credentials(Credentials.user("app", "p"))
                .build());
    }

    @Test
    void each_command_answers_in_its_own_type_and_nil_is_null() {
        List<@Nullable Object> told = redis.transact(
                "test.map",
                MAP,
                commands -> List.of(
                        commands.hget(MAP.text(), "a"),
                        commands.hset(MAP.text(), Map.of("a", "1", "b", "2")),
                        commands.hgetAll(MAP.text()),
                        commands.hget(MAP.text(), "a")));
        assertThat(told).containsExactly(null, 2L, Map.of("a", "1", "b", "2"), "1");
    }

    @Test
    void none_are_a_round_trip_saved() {
        long before = redis.stats().operations();
        assertThat(redis.transact("test.none", KEY, commands -> List.of())).isEmpty();
        assertThat(redis.stats().operations()).isEqualTo(before);
    }

    @Test
    void a_command_that_contradicts_the_schema_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> redis.transact(
                        "test.other",
                        KEY,
                        commands -> List.of(commands.set(KEY.text(), "1"), commands.get(MAP.text()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be built on the key");
        assertThat(raw(server, "EXISTS", KEY.text())).isEqualTo(0L);
    }

    @Test
    void nobody_comes_between() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> counting = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                counting.add(threads.submit(this::count));
            }
            for (Future<?> each : counting) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Fixture.get(redis, KEY)).contains("4800");
    }

    private void count() {
        for (int i = 0; i < 300; i++) {
            List<@Nullable Object> told = redis.transact(
                    "test.count", KEY, commands -> List.of(commands.incr(KEY.bytes()), commands.get(KEY.text())));
            assertThat(told.get(1)).isEqualTo(String.valueOf(told.get(0)));
            Fixture.get(redis, KEY);
        }
    }

    @Test
    void a_command_that_redis_refuses_at_once_stops_all() {
        try (Redis limited = as(server, "+@all", "-get")) {
            Failures.of(() -> limited.transact("test.refused", KEY, setAndGet("1")))
                    .is(RedisPermissionException.class)
                    .during("test.refused")
                    .onText()
                    .neverRan();
            assertThat(raw(server, "EXISTS", KEY.text())).isEqualTo(0L);
            limited.execute("test.set", KEY, commands -> commands.set(KEY.text(), "in step"));
            assertThat(Fixture.get(redis, KEY)).contains("in step");
        }
    }

    @Test
    void a_user_who_may_not_begin_one_learns_that_the_commands_may_have_run() {
        try (Redis limited = as(server, "+@all", "-multi")) {
            Failures.of(() -> limited.transact("test.refused", KEY, setAndGet("1")))
                    .is(RedisPermissionException.class)
                    .mayHaveRun();
            assertThat(Fixture.get(limited, KEY)).contains("1");
        }
    }

    @Test
    void a_command_that_fails_in_its_turn_spoils_the_answer_and_others_may_have_run() {
        raw(server, "LPUSH", KEY.text(), "x");
        Failures.of(() -> redis.transact(
                        "test.failed",
                        KEY,
                        commands -> List.of(commands.expire(KEY.text(), 100), commands.get(KEY.text()))))
                .is(RedisWrongTypeException.class)
                .onText()
                .mayHaveRun();
        assertThat((Long) raw(server, "TTL", KEY.text())).isPositive();
        Failures.of(() -> redis.transact("test.read", KEY, commands -> List.of(commands.get(KEY.text()))))
                .is(RedisWrongTypeException.class)
                .neverRan();
    }

    @Test
    void one_that_only_reads_does_not_fail_after_connections_were_cut() {
        Fixture.set(redis, KEY, "1");
        raw(server, "CLIENT", "KILL", "TYPE", "normal");
        assertThat(redis.transact(
                        "test.read", KEY, commands -> List.of(commands.get(KEY.text()), commands.strlen(KEY.text()))))
                .containsExactly("1", 1L);
    }

    @Test
    void giants_go_beside_the_others() {
        String giant = "x".repeat(2 << 20);
        assertThat(redis.transact("test.giant", KEY, setAndGet(giant))).containsExactly("OK", giant);
    }
}
