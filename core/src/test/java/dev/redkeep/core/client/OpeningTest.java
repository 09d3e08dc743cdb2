package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A stuck server accepts connections and then says nothing, so that opening one lasts as long as the socket's time limit:
 * here longer than a test may.
 */
@Timeout(60)
class OpeningTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final Duration LONG = Duration.ofMinutes(10);

    private static RedisOptions patient(RedisServer server) {
        return Fixture.pool(Fixture.options(server), 4).toBuilder()
                .timeouts(new Timeouts(LONG, LONG, LONG, LONG))
                .build();
    }

    /** Takes the one idle connection, which is thrown away when no answer comes. */
    private static void breakIdle(Redis redis) {
        Failures.of(() -> Fixture.get(redis.within(Duration.ofMillis(50)), KEY))
                .is(RedisTimeoutException.class)
                .mayHaveRun();
    }

    @Test
    void the_deadline_holds_while_a_connection_is_opened_or_replaced(RedisServer server) {
        try (Redis redis = Redis.connect(patient(server))) {
            server.pause();
            breakIdle(redis);
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
            server.pause();
            breakIdle(redis);
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                thrown.complete(catchThrowable(() -> Fixture.get(redis, KEY)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            await().atMost(GENEROUS).until(() -> caller.getState() == Thread.State.TIMED_WAITING);
            caller.interrupt();
            Failures.of(thrown.orTimeout(30, TimeUnit.SECONDS).join())
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
}
