package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.MessageFixture.CALM;
import static dev.redkeep.core.client.MessageFixture.NAMED;
import static dev.redkeep.core.client.MessageFixture.NEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.MessageFixture.Heard;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who subscribes hears what is published from then on. */
@RedisTest
@Timeout(300)
class MessageFeedTest {
    private final Heard heard = new Heard();

    @Test
    void what_is_published_after_subscribing_is_heard_and_nothing_after_unsubscribing(RedisServer server) {
        Key channel = NEWS.key(1L);
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, heard)) {
            feed.subscribe(Channels.of(channel));
            feed.subscribe(Channels.of(channel));
            assertThat(MessageFixture.publish(server, channel, "one")).isPositive();
            heard.awaitMessage("news:{id} news:1 one");
            feed.unsubscribe(Channels.of(channel));
            feed.unsubscribe(Channels.of(channel));
            await().atMost(GENEROUS).until(() -> MessageFixture.publish(server, channel, "two") == 0);
            feed.subscribe(Channels.of(channel));
            MessageFixture.publish(server, channel, "three");
            heard.awaitMessage("news:{id} news:1 three");
        }
        assertThat(heard.messages).containsExactly("news:{id} news:1 one", "news:{id} news:1 three");
        assertThat(heard.gaps).isEmpty();
    }

    @Test
    void a_pattern_brings_its_channels_and_no_others(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, heard)) {
            feed.subscribe(Channels.matching(NEWS));
            Fixture.raw(server, "PUBLISH", "news:none", "no number");
            Fixture.raw(server, "PUBLISH", "news:7:8", "no number either");
            Fixture.raw(server, "PUBLISH", "news:7", "this");
            heard.awaitMessage("news:{id} news:7 this");
        }
        assertThat(heard.messages).hasSize(1);
    }

    @Test
    void a_name_with_glob_characters_means_itself(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, heard)) {
            feed.subscribe(Channels.of(NAMED.key("a*[b-c]?\\")));
            Fixture.raw(server, "PUBLISH", "named:axb", "not this");
            Fixture.raw(server, "PUBLISH", "named:a*[b-c]?\\", "this");
            heard.awaitMessage("named:{name} named:a*[b-c]?\\ this");
        }
        assertThat(heard.messages).hasSize(1);
    }

    @Test
    void ten_thousand_channels_share_a_connection(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, heard)) {
            List<Thread> threads = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = thread;
                threads.add(new Thread(() -> {
                    for (long id = first; id < 10_000; id += 8) {
                        feed.subscribe(Channels.of(NEWS.key(id)));
                    }
                }));
            }
            threads.forEach(Thread::start);
            threads.forEach(MessageFeedTest::join);
            for (long id : List.of(0L, 4_711L, 9_999L)) {
                assertThat(MessageFixture.publish(server, NEWS.key(id), "to " + id))
                        .isPositive();
                heard.awaitMessage("news:{id} news:" + id + " to " + id);
            }
            assertThat(FeedFixture.clients(server).lines().filter(line -> line.contains(" sub=10000 ")))
                    .hasSize(1);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void a_listener_that_throws_hears_the_next_one_too(RedisServer server) {
        MessageListener throwing = new MessageListener() {
            @Override
            public void message(Channels channels, byte[] channel, byte[] payload) {
                heard.message(channels, channel, payload);
                throw new IllegalStateException("as a listener may");
            }

            @Override
            public void gap(Channels channels, Instant from, Instant to) {}
        };
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, throwing)) {
            feed.subscribe(Channels.of(NEWS.key(2L)));
            MessageFixture.publish(server, NEWS.key(2L), "one");
            MessageFixture.publish(server, NEWS.key(2L), "two");
            heard.awaitMessage("news:{id} news:2 two");
        }
        assertThat(heard.messages).hasSize(2);
    }

    @Test
    void a_listener_is_told_when_all_that_came_was_told_and_may_throw_then(RedisServer server) {
        AtomicInteger handedOn = new AtomicInteger();
        MessageListener gathering = new MessageListener() {
            private int gathered;

            @Override
            public void message(Channels channels, byte[] channel, byte[] payload) {
                gathered++;
            }

            @Override
            public void gap(Channels channels, Instant from, Instant to) {}

            @Override
            public void drained() {
                handedOn.addAndGet(gathered);
                gathered = 0;
                throw new IllegalStateException("as a listener may");
            }
        };
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, gathering)) {
            feed.subscribe(Channels.of(NEWS.key(3L)));
            for (int i = 0; i < 1_000; i++) {
                MessageFixture.publish(server, NEWS.key(3L), "m".repeat(i)); // parts of them too
            }
            await().atMost(GENEROUS).until(() -> handedOn.get() == 1_000);
        }
    }

    @Test
    void a_channel_is_declared_one_and_a_heartbeat_has_bounds(RedisServer server) {
        assertThatIllegalArgumentException().isThrownBy(() -> Channels.of(TEXT.key("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> Channels.matching(TEXT));
        assertThat(Channels.of(NEWS.key(1L)))
                .isEqualTo(Channels.of(NEWS.key(1L)))
                .isNotEqualTo(Channels.of(NEWS.key(2L)))
                .isNotEqualTo(Channels.sharded(NEWS.key(1L)))
                .hasToString("news:{id}");
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            for (Duration bad : List.of(Duration.ofMillis(9), Duration.ofHours(2))) {
                assertThatIllegalArgumentException().isThrownBy(() -> redis.listen(bad, heard));
            }
        }
    }

    @Test
    void it_ends_with_its_client_and_leaves_no_thread(RedisServer server) {
        NewThreads threads = FeedFixture.threads();
        Redis redis = Redis.connect(Fixture.options(server));
        MessageFeed feed = redis.listen(CALM, heard);
        feed.subscribe(Channels.of(NEWS.key(3L)));
        redis.close();
        FeedFixture.awaitThreads(threads, 0);
        Failures.of(() -> feed.subscribe(Channels.of(NEWS.key(4L))))
                .is(RedisUnavailableException.class)
                .during("subscribe");
        Failures.of(() -> redis.listen(CALM, heard))
                .is(RedisUnavailableException.class)
                .during("listen");
        feed.close();
    }
}
