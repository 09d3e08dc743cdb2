package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Builder;
import redis.clients.jedis.CommandObject;

/** What follows an asynchronous answer runs in the common pool, also where the JDK would start a thread for each. */
@RedisTest
@Timeout(120)
class AsyncThreadTest {
    private static final String COMMON = "ForkJoinPool.commonPool-worker-";

    /** Answers with the name of the thread that reads the reply. */
    private static final Builder<String> THREAD = new Builder<>() {
        @Override
        public String build(Object reply) {
            return Thread.currentThread().getName();
        }
    };

    private static List<String> threads(URI uri) throws Exception {
        RedisOptions shared = RedisOptions.of(uri).toBuilder()
                .connectionMode(ConnectionMode.SHARED)
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
                names.add(stage.toCompletableFuture().get(30, TimeUnit.SECONDS));
            }
            return names;
        }
    }

    @Test
    void it_is_the_common_pool(RedisServer server) throws Exception {
        assertThat(threads(server.uri())).allMatch(name -> name.startsWith(COMMON));
    }

    @Test
    void it_is_the_common_pool_on_two_processors(RedisServer server) throws Exception {
        List<String> options = List.of("-XX:ActiveProcessorCount=2");
        String[] names = ChildJvm.run(Child.class, options, server.uri().toString())
                .trim()
                .split("\\R", -1);
        assertThat(names).hasSize(200).allMatch(name -> name.startsWith(COMMON));
    }

    @Test
    void without_a_common_pool_all_are_answered(RedisServer server) throws Exception {
        List<String> options = List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=0");
        assertThat(ChildJvm.run(Child.class, options, server.uri().toString()).lines())
                .hasSize(200);
    }

    static final class Child {
        private Child() {}

        public static void main(String[] uri) throws Exception {
            threads(URI.create(uri[0])).forEach(System.out::println);
        }
    }
}
