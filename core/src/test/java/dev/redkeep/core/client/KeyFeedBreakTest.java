package dev.redkeep.core.client;

import static dev.redkeep.core.client.FeedFixture.CHANGES;
import static dev.redkeep.core.client.FeedFixture.OPTIONS;
import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.FeedFixture.Heard;
import dev.redkeep.core.client.KeyFeedOptions.Mode;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** Whatever breaks, nothing is in sync that was not told. */
@Timeout(300)
class KeyFeedBreakTest {
    private final Heard heard = new Heard();

    /** Writes and, for who listens to that, tells. */
    private static void change(RedisServer server, Key key) {
        Fixture.raw(server, "SET", key.text(), "1");
        Fixture.raw(server, "PUBLISH", CHANGES.key().text(), key.text());
    }

    private void hears(RedisServer server, String name) {
        heard.awaitSync();
        change(server, TEXT.key(name));
        heard.awaitSync();
        assertThat(heard.heard(TEXT.key(name))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"TRACKING", "MESSAGES"})
    void a_connection_that_is_killed_or_a_server_that_restarts_changes_all_and_then_it_hears_again(Mode mode) {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own));
                KeyFeed feed = redis.follow(OPTIONS.withMode(mode), heard)) {
            assertThat(feed.tracking()).isEqualTo(mode == Mode.TRACKING);
            hears(own, "before");
            int alls = heard.alls();
            assertThat(FeedFixture.killFeeds(own)).isEqualTo(1);
            heard.awaitSync();
            assertThat(heard.alls()).isGreaterThan(alls);
            hears(own, "after-kill");

            int then = heard.alls();
            own.restart();
            heard.awaitSync();
            assertThat(heard.alls()).isGreaterThan(then);
            hears(own, "after-restart");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"TRACKING", "MESSAGES"})
    void a_server_that_hangs_is_not_in_sync_and_changes_all_when_it_goes_on(Mode mode) {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own));
                KeyFeed feed = redis.follow(OPTIONS.withMode(mode), heard)) {
            assertThat(feed.tracking()).isEqualTo(mode == Mode.TRACKING);
            hears(own, "before");
            int alls = heard.alls();
            own.pause();
            long hung = System.nanoTime();
            heard.awaitAll(alls);
            int then = heard.alls();
            assertThat(heard.inSyncAfter(hung)).isFalse();
            own.resume();
            heard.awaitSync();
            assertThat(heard.alls()).isGreaterThan(then);
            hears(own, "after");
        }
    }

    @Test
    void a_server_that_is_gone_changes_all_at_once_and_not_when_it_is_back() {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            hears(own, "before");
            int alls = heard.alls();
            own.kill();
            heard.awaitAll(alls);
        }
    }

    /** The same kill again and again, at any moment, while a writer goes on: what was changed and is in sync was told. */
    @RepeatedTest(2)
    void thirty_rounds_of_kills_at_random_miss_no_change() throws InterruptedException {
        Random random = new Random(20261122);
        Map<String, Long> unheard = new ConcurrentHashMap<>();
        AtomicReference<String> missed = new AtomicReference<>("");
        KeyFeedListener checking = new KeyFeedListener() {
            @Override
            public void changed(byte[] key) {
                unheard.remove(new String(key, UTF_8));
            }

            @Override
            public void allChanged() {
                unheard.clear();
            }

            @Override
            public void inSync(long asOfNanos) {
                unheard.forEach((key, writtenBy) -> {
                    if (writtenBy - asOfNanos < 0) {
                        missed.set(key);
                    }
                });
                heard.inSync(asOfNanos);
            }
        };
        AtomicBoolean over = new AtomicBoolean();
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own));
                KeyFeed feed = redis.follow(OPTIONS.withHeartbeat(Duration.ofMillis(10)), checking)) {
            assertThat(feed.tracking()).isTrue();
            Thread writer = new Thread(() -> {
                try (Jedis jedis = new Jedis(own.uri(), (int) GENEROUS.toMillis())) {
                    for (int i = 0; !over.get(); i++) {
                        String key = TEXT.key("r" + i).text();
                        unheard.put(key, Long.MAX_VALUE / 2 + System.nanoTime()); // under way
                        jedis.set(key, "1");
                        long now = System.nanoTime();
                        unheard.computeIfPresent(key, (same, before) -> now);
                    }
                }
            });
            writer.start();
            for (int round = 0; round < 30; round++) {
                heard.awaitSync();
                long pause = random.nextInt(30);
                await().pollDelay(Duration.ofMillis(pause)).atMost(GENEROUS).until(() -> true);
                FeedFixture.killFeeds(own);
            }
            heard.awaitSync();
            over.set(true);
            writer.join();
            heard.awaitSync();
            assertThat(missed.get()).isEmpty();
            assertThat(unheard).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"TRACKING", "MESSAGES"})
    void while_the_server_is_away_it_can_be_closed_and_no_thread_stays(Mode mode) {
        NewThreads threads = FeedFixture.threads();
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own))) {
            KeyFeed feed = redis.follow(OPTIONS.withMode(mode), heard);
            heard.awaitSync();
            own.kill();
            await().pollDelay(Duration.ofMillis(ThreadLocalRandom.current().nextInt(300)))
                    .atMost(GENEROUS)
                    .until(() -> true);
            feed.close();
            FeedFixture.awaitThreads(threads, 0);
        }
    }
}
