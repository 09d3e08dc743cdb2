package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations that no thread waits for, in both ways of sharing connections. */
class AsyncTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    @ParameterizedTest
    @EnumSource
    void answers_come_to_those_who_asked(ConnectionMode mode, RedisServer server) throws Exception {
        try (Redis redis = connect(server, mode)) {
            Fixture.set(redis, KEY, "x");
            List<CompletableFuture<Optional<Long>>> lengths = IntStream.range(0, 100)
                    .mapToObj(i -> redis.executeAsync("test.length", KEY, commands -> commands.strlen(KEY.bytes()))
                            .toCompletableFuture())
                    .toList();
            for (CompletableFuture<Optional<Long>> length : lengths) {
                assertThat(length.get(120, TimeUnit.SECONDS)).contains(1L);
            }
            assertThat(redis.stats().operations()).isEqualTo(101);
        }
    }

    /** Replies that arrive in many pieces, with pauses in between. */
    @ParameterizedTest
    @EnumSource
    void large_replies_arrive_whole(ConnectionMode mode, RedisServer server) {
        String large = "x".repeat(900_000);
        try (Redis redis = connect(server, mode)) {
            Fixture.set(redis, KEY, large);
            List<Outcome<byte[]>> replies = redis.executeAll(
                    "test.get", Collections.nCopies(40, KEY), (commands, key) -> commands.get(key.bytes()));
            assertThat(replies)
                    .allSatisfy(reply -> assertThat(reply.get().orElseThrow()).hasSize(large.length()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_script_runs_also_where_the_server_has_not_met_it(ConnectionMode mode, RedisServer server) {
        Script<Long> increment = Fixture.script(
                "test.increment", "-- KEYS[1] a text\nreturn redis.call('INCR', KEYS[1])", ScriptReply::integer);
        try (Redis redis = connect(server, mode)) {
            Fixture.raw(server, "SCRIPT", "FLUSH");
            Key key = TEXT.key("counter-" + mode);
            assertThat(redis.runAsync(increment.on(key)).toCompletableFuture())
                    .succeedsWithin(Fixture.GENEROUS)
                    .isEqualTo(1L);
            assertThat(redis.runAsync(increment.on(key)).toCompletableFuture())
                    .succeedsWithin(Fixture.GENEROUS)
                    .isEqualTo(2L);
            assertThat(redis.stats().scriptLoads()).isEqualTo(1);
            Fixture.set(redis, key, "no number");
            assertThat(redis.runAsync(increment.on(key)).toCompletableFuture())
                    .failsWithin(Fixture.GENEROUS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(RedisException.class)
                    .withMessageContaining("test.increment on text:{name}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_is_told_in_the_stage_without_the_key(ConnectionMode mode, RedisServer server) {
        try (Redis redis = connect(server, mode)) {
            Fixture.set(redis, KEY, MARKER);
            CompletableFuture<?> stage = redis.executeAsync("test.count", KEY, commands -> commands.incr(KEY.bytes()))
                    .toCompletableFuture();
            assertThatThrownBy(() -> stage.get(120, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(RedisException.class)
                    .hasMessageStartingWith("test.count on text:{name}")
                    .hasMessageNotContaining(MARKER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_stage_fails_with_the_exception_itself(ConnectionMode mode, RedisServer server) {
        Script<Long> bad = Fixture.script(
                "test.bad", "-- KEYS[1] a text\nreturn redis.call('INCR', KEYS[1])", ScriptReply::integer);
        Redis redis = connect(server, mode);
        try (redis) {
            Fixture.set(redis, KEY, "no number");
            Failures.of(failure(redis.executeAsync("test.count", KEY, commands -> commands.incr(KEY.bytes()))))
                    .during("test.count");
            Failures.of(failure(redis.runAsync(bad.on(KEY)))).during("test.bad");
        }
        Failures.of(failure(redis.executeAsync("test.get", KEY, commands -> commands.get(KEY.bytes()))))
                .is(RedisUnavailableException.class)
                .neverRan();
        Failures.of(failure(redis.runAsync(bad.on(KEY)))).neverRan();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        stage.whenComplete((reply, thrown) -> told.complete(thrown));
        assertThat(told).succeedsWithin(Fixture.GENEROUS);
        return told.join();
    }

    @ParameterizedTest
    @EnumSource
    void a_stuck_server_fails_the_stage_at_its_deadline(ConnectionMode mode, RedisServer server) {
        try (Redis redis = connect(server, mode)) {
            Fixture.set(redis, KEY, "x");
            server.pause();
            CompletableFuture<?> stage = redis.within(Duration.ofMillis(200))
                    .executeAsync("test.get", KEY, commands -> commands.get(KEY.bytes()))
                    .toCompletableFuture();
            assertThatThrownBy(() -> stage.get(120, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(RedisTimeoutException.class);
        } finally {
            server.resume();
        }
    }

    private static Redis connect(RedisServer server, ConnectionMode mode) {
        return Redis.connect(
                Fixture.options(server).toBuilder().connectionMode(mode).build());
    }
}
