package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a failure of Redis concerns: looks end as the test ends them. */
@Timeout(120)
class GuardTest {
    private static final Key KEY = OnRedis.AUTHOR.key("ann");

    private final RedisException refused = RedisUnavailableException.notSent("test", "refused", "Start Redis.");
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Object>> looks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Guard guard = guard(Duration.ofHours(1));

    private Guard guard(Duration probeEvery) {
        CacheListener listener = new CacheListener() {
            @Override
            public void onDegraded() {
                events.add("degraded");
            }

            @Override
            public void onRecovered() {
                events.add("recovered");
            }
        };
        return new Guard(this::look, probeEvery, new Report(new Tally(), listener, "author:{name}"));
    }

    private CompletableFuture<Object> look(Key at) {
        assertThat(at).isSameAs(KEY);
        CompletableFuture<Object> look = new CompletableFuture<>();
        looks.add(look);
        return look;
    }

    private static void fails(Guard guard, RedisException failure) {
        Object nothing = guard.ask(KEY, () -> {
            throw failure;
        });
        assertThat(nothing).isNull();
    }

    private boolean asks(Guard guard) {
        int before = asked.get();
        Integer answer = guard.ask(KEY, asked::incrementAndGet);
        assertThat(answer == null).isEqualTo(asked.get() == before);
        return answer != null;
    }

    private static RedisException late(RedisServer server) {
        try (Redis client = Redis.connect(RedisOptions.of(server.uri()))) {
            server.pause();
            client.within(Duration.ofMillis(100)).execute("test.read", KEY, commands -> commands.get(KEY.bytes()));
            throw new AssertionError("a halted server answered");
        } catch (RedisTimeoutException failure) {
            return failure;
        } finally {
            server.resume();
        }
    }

    private static RedisException broken(RedisServer server) {
        try (Redis client = Redis.connect(RedisOptions.of(server.uri()))) {
            server.pause();
            var waiting = client.executeAsync("test.read", KEY, commands -> commands.get(KEY.bytes()));
            server.kill();
            return waiting.handle((answer, lost) -> (RedisException) lost)
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void a_late_answer_and_a_broken_connection_are_their_callers_only() {
        try (RedisServer server = RedisServer.start()) {
            for (RedisException failure : List.of(late(server), broken(server))) {
                fails(guard, failure);
                assertThat(asks(guard)).isTrue();
                assertThatThrownBy(() -> guard.demand(KEY, () -> {
                            throw failure;
                        }))
                        .isSameAs(failure);
                assertThat(asks(guard)).isTrue();
                assertThat(looks).hasSize(1);
                looks.remove().complete("here");
            }
            assertThat(events).isEmpty();
            RedisException late = late(restarted(server));
            fails(guard, late);
            looks.remove().completeExceptionally(late);
            assertThat(asks(guard)).isFalse();
            assertThat(events).containsExactly("degraded");
        }
    }

    private static RedisServer restarted(RedisServer server) {
        server.restart();
        return server;
    }

    @Test
    void what_is_not_reached_is_away_at_once_for_who_reads_and_who_changes_something_is_told() {
        assertThatThrownBy(() -> guard.demand(KEY, () -> {
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(asks(guard)).isFalse();
        assertThat(looks).hasSize(1);
        assertThat(guard.demand(KEY, () -> "changed")).isEqualTo("changed");
        assertThat(asks(guard)).isTrue();
        looks.remove().complete("here");
        assertThat(events).containsExactly("degraded", "recovered");
    }

    @Test
    void readers_start_the_looks_and_wait_for_none() {
        Guard often = guard(Duration.ZERO);
        fails(often, refused);
        for (int i = 0; i < 3; i++) {
            looks.remove().completeExceptionally(refused);
            assertThat(asks(often)).isFalse();
            assertThat(asks(often)).isFalse();
            assertThat(looks).hasSize(1);
        }
        looks.remove().complete("here");
        assertThat(asks(often)).isTrue();
        assertThat(events).containsExactly("degraded", "recovered");
    }

    @Test
    void once_closed_it_starts_no_look_and_tells_nobody() {
        Guard away = guard(Duration.ZERO);
        fails(away, refused);
        CompletableFuture<Object> look = looks.remove();
        away.close();
        assertThat(asks(away)).isFalse();
        look.complete("here");
        fails(away, refused);
        assertThat(looks).isEmpty();
        assertThat(events).containsExactly("degraded");
    }
}
