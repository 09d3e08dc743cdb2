package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Builder;
import redis.clients.jedis.CommandObject;

/** What follows an asynchronous answer runs on threads of the client, which are few, end with it, and are nobody else's. */
@RedisTest
@Timeout(300)
class AsyncThreadTest {
    private static final String OWN = "redkeep-answer-";

    private static final Set<Thread> SEEN = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();

    /** Answers with the thread that reads the reply. */
    private static final Builder<String> THREAD = new Builder<>() {
        @Override
        public String build(Object reply) {
            SEEN.add(Thread.currentThread());
            int alive = (int) SEEN.stream().filter(Thread::isAlive).count();
            MOST_AT_ONCE.accumulateAndGet(alive, Math::max);
            return Thread.currentThread().getName() + "#"
                    + Thread.currentThread().getId();
        }
    };

    private static List<String> threads(URI uri) throws Exception {
        RedisOptions shared = RedisOptions.of(uri).toBuilder()
                .connectionMode(ConnectionMode.SHARED)
                .timeouts(Fixture.PATIENT)
                .build();
        try (Redis redis = Redis.connect(shared)) {
            List<CompletionStage<String>> stages = IntStream.range(0, 200)
                    .mapToObj(i -> redis.executeAsync(
                                    "test.get",
                                    KEY,
                                    commands -> new CommandObject<>(
                                            commands.get(KEY.bytes()).getArguments(), THREAD))
                            .thenApply(name -> name.orElseThrow()))
                    .toList();
            List<String> names = new ArrayList<>();
            for (CompletionStage<String> stage : stages) {
                names.add(stage.toCompletableFuture().get(120, TimeUnit.SECONDS));
            }
            return names;
        }
    }

    @Test
    void they_are_few_and_end_with_the_client(RedisServer server) throws Exception {
        int most = Math.max(4, Runtime.getRuntime().availableProcessors());
        List<String> names = threads(server.uri());
        assertThat(names).allMatch(name -> name.startsWith(OWN));
        assertThat(MOST_AT_ONCE.get())
                .isBetween(1, 2 * most); // one that rested for long may be ending beside its successor
        await().atMost(GENEROUS)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> names.contains(thread.getName() + "#" + thread.getId())));
    }

    @Test
    void an_application_that_blocks_the_common_pool_is_answered(RedisServer server) throws Exception {
        List<String> options = List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=1");
        assertThat(ChildJvm.run(Child.class, options, server.uri().toString()).lines())
                .hasSize(200);
    }

    static final class Child {
        private Child() {}

        public static void main(String[] uri) throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; i < 10; i++) {
                ForkJoinPool.commonPool().execute(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            threads(URI.create(uri[0])).forEach(System.out::println);
        }
    }
}
