package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many threads, one invariant each. */
@RedisTest
class SessionRaceTest {
    private static final int THREADS = 32;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private Redis redis;
    private SessionStore store;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.of(server.uri()));
        store = SessionStore.on(redis);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        redis.close();
    }

    @Test
    void a_revoked_session_is_never_seen_again() throws Exception {
        Set<String> revoked = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 50; i++) {
            store.create(NewSession.of(1, "alice", "t" + i));
        }
        together(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 200; i++) {
                String token = "t" + random.nextInt(50);
                boolean gone = revoked.contains(token);
                boolean seen = random.nextBoolean()
                        ? store.findAndTouch(1, token).isPresent()
                        : store.find(1, token).isPresent();
                assertThat(gone && seen).as("%s came back", token).isFalse();
                if (random.nextInt(40) == 0) {
                    store.revoke(1, token);
                    revoked.add(token);
                }
            }
        });
        assertThat(store.list(1)).extracting(Session::token).doesNotContainAnyElementsOf(revoked);
        assertThat(store.list(1)).hasSize(50 - revoked.size());
    }

    @Test
    void of_many_log_ins_with_one_token_one_wins() throws Exception {
        Set<Integer> winners = ConcurrentHashMap.newKeySet();

        together(thread -> {
            try {
                store.create(NewSession.of(1, "user" + thread, "token"));
                winners.add(thread);
            } catch (SessionExistsException lost) {
                assertThat(lost).hasMessageContaining("taken");
            }
        });

        assertThat(winners).hasSize(1);
        assertThat(store.find(1, "token").orElseThrow().username())
                .contains("user" + winners.iterator().next());
    }

    @Test
    void the_index_and_the_sessions_agree_after_any_mixture() throws Exception {
        together(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 100; i++) {
                String token = thread + "-" + random.nextInt(5);
                switch (random.nextInt(5)) {
                    case 0 -> store.revoke(1, token);
                    case 1 -> store.findAndTouch(1, token);
                    case 2 -> store.list(1);
                    case 3 -> {
                        if (random.nextInt(20) == 0) {
                            store.revokeAll(1);
                        }
                    }
                    default -> {
                        if (store.find(1, token).isEmpty()) {
                            store.create(NewSession.of(1, "alice", token));
                        }
                    }
                }
            }
        });

        List<String> listed = store.list(1).stream().map(Session::token).toList();
        IntStream.range(0, THREADS)
                .boxed()
                .flatMap(t -> IntStream.range(0, 5).mapToObj(i -> t + "-" + i))
                .forEach(token ->
                        assertThat(store.find(1, token).isPresent()).as(token).isEqualTo(listed.contains(token)));
    }

    private interface Work {
        void run(int thread);
    }

    private void together(Work work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Void>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            Callable<Void> task = () -> {
                start.await();
                work.run(thread);
                return null;
            };
            done.add(threads.submit(task));
        }
        start.countDown();
        for (Future<Void> one : done) {
            one.get(60, TimeUnit.SECONDS);
        }
    }
}
