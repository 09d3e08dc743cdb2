package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many threads on few connections: whoever gets an answer gets the answer to his own question. */
@Timeout(300)
class ConcurrencyTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final int THREADS = 16;
    private static final Script<String> ECHO = Fixture.script(
            "test.echo", "-- KEYS[1] a text\n-- ARGV[1] any\nreturn ARGV[1] .. KEYS[1]", ScriptReply::text);

    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong timeouts = new AtomicLong();

    /** One round of mixed commands; throws if an answer is another's. */
    private void ask(Redis redis, int thread, int round) {
        String mine = thread + "-" + round;
        Key key = TEXT.key("t" + thread);
        try {
            switch (round % 3) {
                case 0 -> {
                    Optional<byte[]> echoed = redis.execute(
                            "test.swap", key, commands -> commands.setGet(key.bytes(), mine.getBytes(UTF_8)));
                    echoed.ifPresent(old -> assertThat(new String(old, UTF_8)).startsWith(thread + "-"));
                }
                case 1 -> assertThat(redis.run(ECHO.on(key).arg(mine))).isEqualTo(mine + key.text());
                default ->
                    redis.executeAll("test.all", List.of(key, key), (commands, k) -> commands.get(k.bytes()))
                            .forEach(outcome -> outcome.get()
                                    .ifPresent(value ->
                                            assertThat(new String(value, UTF_8)).startsWith(thread + "-")));
            }
            answers.incrementAndGet();
        } catch (RedisTimeoutException timeout) {
            timeouts.incrementAndGet();
        }
    }

    private List<CompletableFuture<Void>> start(ExecutorService threads, Redis redis, AtomicBoolean go, int rounds) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        for (int round = 0; round < rounds && go.get(); round++) {
                            ask(redis, thread, round);
                        }
                    },
                    threads));
        }
        return all;
    }

    @Test
    void each_thread_gets_its_own_answers(RedisServer server) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Redis redis = Redis.connect(Fixture.pool(Fixture.options(server), 4))) {
            start(threads, redis, new AtomicBoolean(true), 300).forEach(CompletableFuture::join);
            assertThat(answers).hasValue(THREADS * 300L);
            assertThat(timeouts).hasValue(0);
            assertThat(Fixture.figures(redis).active()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void each_thread_gets_its_own_answers_while_calls_time_out(RedisServer server) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Redis redis = Redis.connect(Fixture.impatient(server))) {
            AtomicBoolean go = new AtomicBoolean(true);
            List<CompletableFuture<Void>> all =
                    start(threads, redis.within(Duration.ofMillis(100)), go, Integer.MAX_VALUE);
            for (int pause = 0; pause < 3; pause++) {
                long answered = answers.get();
                await().atMost(GENEROUS).until(() -> answers.get() > answered + THREADS * 10L);
                long before = timeouts.get();
                server.pause();
                await().atMost(GENEROUS).until(() -> timeouts.get() > before);
                server.resume();
            }
            long answered = answers.get();
            await().atMost(GENEROUS).until(() -> answers.get() > answered + THREADS * 10L);
            go.set(false);
            all.forEach(CompletableFuture::join);
            await().atMost(GENEROUS)
                    .untilAsserted( // a connection of which an answer is due is thrown away by another thread
                            () -> assertThat(Fixture.figures(redis).active()).isZero());
        } finally {
            threads.shutdownNow();
        }
    }
}
