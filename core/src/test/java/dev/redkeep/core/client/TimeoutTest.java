package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is stopped in its tracks: every call ends by its deadline, and none is sent twice. */
@Timeout(300)
class TimeoutTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final String STUCK =
            "Is the server stuck (SLOWLOG GET) or the network slow? Else raise the time limits.";
    private static final Script<Long> INCREMENT = Fixture.script(
            "test.increment", "-- KEYS[1] a text\nreturn redis.call('INCR', KEYS[1])", ScriptReply::integer);

    @Test
    void a_command_that_gets_no_answer_times_out_and_may_have_run(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.impatient(server))) {
            server.pause();
            Failures.of(() -> Fixture.set(redis, KEY, MARKER))
                    .is(RedisTimeoutException.class)
                    .during("test.set")
                    .onText()
                    .mayHaveRun()
                    .says("no answer before the deadline")
                    .remedy(STUCK);
            Failures.of(() -> Fixture.set(redis, KEY, MARKER))
                    .is(RedisTimeoutException.class)
                    .neverRan()
                    .says("no connection before the deadline")
                    .remedy(STUCK);
            assertThat(redis.stats().timeouts()).isEqualTo(2);
            server.resume(); // a lane waits a moment before it connects again
            await().atMost(GENEROUS)
                    .untilAsserted(() ->
                            assertThatCode(() -> Fixture.set(redis, KEY, "1")).doesNotThrowAnyException());
        }
    }

    @Test
    void a_view_has_its_own_deadline(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            server.pause();
            Redis hurried = redis.within(Duration.ofSeconds(2)); // long enough to be sent
            Failures.of(() -> Fixture.get(hurried, KEY))
                    .is(RedisTimeoutException.class)
                    .mayHaveRun();
            server.resume();
            assertThat(Fixture.get(redis, KEY)).isEmpty();
        }
    }

    @Test
    void a_pool_whose_connections_are_all_busy_times_out_and_nothing_ran(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.pool(Fixture.options(server), 1))) {
            server.pause();
            CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> Fixture.get(redis, KEY));
            await().atMost(GENEROUS).until(() -> Fixture.figures(redis).active() == 1);
            Failures.of(() -> Fixture.set(redis.within(Duration.ofMillis(50)), KEY, MARKER))
                    .is(RedisTimeoutException.class)
                    .neverRan()
                    .says("every connection of the pool was busy until the deadline")
                    .remedy("Raise REDIS_POOL_SIZE, or find what holds connections for long.");
            server.resume();
            await().atMost(GENEROUS).until(holder::isDone);
        }
    }

    @Test
    void an_interrupted_caller_gives_up_waiting_and_stays_interrupted(RedisServer server) throws InterruptedException {
        try (Redis redis = Redis.connect(Fixture.pool(Fixture.options(server), 1))) {
            server.pause();
            CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> Fixture.get(redis, KEY));
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            await().atMost(GENEROUS).until(() -> Fixture.figures(redis).active() == 1);
            Thread caller = new Thread(() -> {
                thrown.complete(catchThrowable(() -> Fixture.get(redis, KEY)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            await().atMost(GENEROUS).until(() -> Fixture.figures(redis).waiting() == 1);
            caller.interrupt();
            Failures.of(thrown.join())
                    .is(RedisUnavailableException.class)
                    .neverRan()
                    .says("the caller was interrupted while it waited for a connection")
                    .remedy("Its interrupt flag is kept; let the thread end.");
            assertThat(flag.join()).isTrue();
            server.resume();
            await().atMost(GENEROUS).until(holder::isDone);
        }
    }

    @Test
    void a_script_that_timed_out_ran_once_and_is_not_sent_again(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.impatient(server))) {
            assertThat(redis.run(INCREMENT.on(KEY))).isEqualTo(1);
            server.pause();
            Failures.of(() -> redis.run(INCREMENT.on(KEY)))
                    .is(RedisTimeoutException.class)
                    .during("test.increment")
                    .onText()
                    .mayHaveRun();
            server.resume();
            await().atMost(GENEROUS).until(() -> Fixture.get(redis, KEY).equals(Optional.of("2")));
            assertThat(redis.run(INCREMENT.on(KEY))).isEqualTo(3);
        }
    }

    @Test
    void a_batch_that_gets_no_answer_fails_in_each_of_its_parts(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.impatient(server))) {
            server.pause();
            List<Outcome<byte[]>> outcomes = redis.executeAll(
                    "test.all", List.of(KEY, TEXT.key("b")), (commands, key) -> commands.get(key.bytes()));
            server.resume();
            assertThat(outcomes)
                    .hasSize(2)
                    .allSatisfy(outcome -> Failures.of(outcome.failure().orElseThrow())
                            .is(RedisTimeoutException.class)
                            .during("test.all")
                            .onText()
                            .mayHaveRun());
        }
    }

    @Test
    void a_connection_with_an_answer_outstanding_is_never_used_again(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.pool(Fixture.options(server), 1))) {
            Fixture.set(redis, KEY, "old");
            Fixture.set(redis, TEXT.key("b"), "other");
            for (int i = 0; i < 5; i++) {
                server.pause();
                Throwable thrown = catchThrowable(() -> Fixture.get(redis.within(Duration.ofMillis(20)), KEY));
                server.resume();
                assertThat(thrown).isInstanceOf(RedisTimeoutException.class);
                assertThat(Fixture.get(redis, TEXT.key("b"))).contains("other");
            }
        }
    }
}
