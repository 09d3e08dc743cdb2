package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A stuck server accepts connections and then says nothing, so that opening one lasts as long as the socket's time limit:
 * here longer than a test may.
 */
@Timeout(300)
class OpeningTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final Duration LONG = Duration.ofMinutes(10);

    private final NewThreads openers = new NewThreads("redkeep-opener");

    private static RedisOptions patient(RedisServer server) {
        return Fixture.pool(Fixture.options(server), 4).toBuilder()
                .timeouts(new Timeouts(LONG, LONG, LONG, LONG))
                .build();
    }

    /** The one that is idle: the next call has to open another. */
    private static void breakIdle(RedisServer server, Redis redis) {
        raw(server, "CLIENT", "KILL", "TYPE", "normal");
        Failures.of(() -> Fixture.set(redis, KEY, "1"))
                .is(RedisUnavailableException.class)
                .mayHaveRun();
    }

    @Test
    void the_deadline_holds_while_a_connection_is_opened_or_replaced(RedisServer server) {
        try (Redis redis = Redis.connect(patient(server))) {
            breakIdle(server, redis);
            server.pause();
            Failures.of(() -> Fixture.get(redis.within(Duration.ofMillis(50)), KEY))
                    .is(RedisTimeoutException.class)
                    .neverRan()
                    .says("no connection before the deadline");
            server.resume();
            assertThat(Fixture.get(redis, KEY)).isEmpty();
            await().atMost(GENEROUS)
                    .untilAsserted(
                            () -> assertThat(Fixture.figures(redis).active()).isZero());
        }
    }

    @Test
    void an_interrupted_caller_gives_up_and_the_connection_goes_to_the_pool(RedisServer server) {
        try (Redis redis = Redis.connect(patient(server))) {
            breakIdle(server, redis);
            server.pause();
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                thrown.complete(catchThrowable(() -> Fixture.get(redis, KEY)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            await().atMost(GENEROUS).until(() -> caller.getState() == Thread.State.TIMED_WAITING);
            caller.interrupt();
            Failures.of(thrown.orTimeout(120, TimeUnit.SECONDS).join())
                    .is(RedisUnavailableException.class)
                    .neverRan()
                    .says("the caller was interrupted");
            assertThat(flag.join()).isTrue();
            server.resume();
            await().atMost(GENEROUS).untilAsserted(() -> {
                assertThat(Fixture.figures(redis).active()).isZero();
                assertThat(Fixture.figures(redis).idle()).isPositive();
            });
        }
    }

    @Test
    void many_callers_of_a_stuck_server_end_by_their_deadlines_on_few_threads(RedisServer server) {
        ExecutorService callers = Executors.newFixedThreadPool(200);
        try (Redis redis = Redis.connect(patient(server))) {
            breakIdle(server, redis);
            server.pause();
            List<CompletableFuture<Throwable>> failures = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> catchThrowable(() -> Fixture.get(redis.within(Duration.ofMillis(200)), KEY)),
                            callers))
                    .toList();
            failures.forEach(failure -> Failures.of(
                            failure.orTimeout(120, TimeUnit.SECONDS).join())
                    .is(RedisTimeoutException.class)
                    .neverRan());
            assertThat(openers.count()).isLessThanOrEqualTo(4);
            server.resume();
            assertThat(Fixture.get(redis, KEY)).isEmpty();
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void closing_ends_what_is_being_opened_and_tells_who_waits(RedisServer server) {
        Redis redis = Redis.connect(patient(server));
        breakIdle(server, redis);
        server.pause();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Throwable>> failures = IntStream.range(0, 8)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> catchThrowable(() -> Fixture.get(redis, KEY)), callers))
                    .toList();
            await().atMost(GENEROUS).until(() -> Fixture.figures(redis).waiting() == 4 && openers.count() == 4);
            redis.close();
            failures.forEach(failure -> Failures.of(
                            failure.orTimeout(120, TimeUnit.SECONDS).join())
                    .is(RedisUnavailableException.class)
                    .neverRan()
                    .says("the client is closed"));
            await().atMost(GENEROUS).until(() -> openers.count() == 0);
        } finally {
            callers.shutdownNow();
            redis.close();
            server.resume();
        }
    }
}
