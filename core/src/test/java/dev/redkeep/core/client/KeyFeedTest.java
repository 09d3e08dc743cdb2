package dev.redkeep.core.client;

import static dev.redkeep.core.client.FeedFixture.CHANGES;
import static dev.redkeep.core.client.FeedFixture.OPTIONS;
import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.HASH;
import static dev.redkeep.core.client.Fixture.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.FeedFixture.Heard;
import dev.redkeep.core.client.KeyFeedOptions.Mode;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.ServerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes of keys are heard, and in sync means that none is missing. */
@RedisTest
@Timeout(300)
class KeyFeedTest {
    private final Heard heard = new Heard();

    @Test
    void what_others_set_delete_and_let_expire_is_heard_and_what_this_client_writes_too(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            Key key = TEXT.key("f-set");
            Fixture.raw(server, "SET", key.text(), "1");
            heard.awaitSync();
            assertThat(heard.heard(key)).isTrue();
            heard.forget();
            Fixture.raw(server, "DEL", key.text());
            heard.awaitSync();
            assertThat(heard.heard(key)).isTrue();

            Key own = TEXT.key("f-own");
            Fixture.set(redis, own, "1");
            heard.awaitSync();
            assertThat(heard.heard(own)).isTrue();

            Key ending = TEXT.key("f-ending");
            Fixture.raw(server, "SET", ending.text(), "1", "PX", "50");
            await().atMost(GENEROUS).until(() -> heard.times(ending) == 2);
        }
    }

    @Test
    void in_sync_means_that_what_was_written_before_was_told(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            int alls = heard.alls();
            for (int i = 0; i < 60; i++) {
                Key key = TEXT.key("sync" + i);
                Fixture.set(redis, key, "1");
                heard.awaitSync();
                assertThat(heard.heard(key)).isTrue();
            }
            assertThat(heard.alls()).as("nothing broke").isEqualTo(alls);
        }
    }

    @Test
    void keys_of_other_patterns_are_not_told(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            Key other = HASH.key("other");
            Fixture.raw(server, "HSET", other.text(), "a", "b");
            Fixture.raw(
                    server, "PUBLISH", CHANGES.key().text(), TEXT.key("message").text());
            heard.awaitSync();
            assertThat(heard.heard(other)).isFalse();
            assertThat(heard.heard(TEXT.key("message"))).isFalse();
        }
    }

    @Test
    void all_is_told_to_have_changed_when_all_is_deleted() {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            for (String flush : List.of("FLUSHALL", "FLUSHDB")) {
                Fixture.set(redis, TEXT.key("x"), "1");
                int alls = heard.alls();
                Fixture.raw(own, flush);
                heard.awaitSync();
                assertThat(heard.alls()).as(flush).isGreaterThan(alls);
            }
        }
    }

    @Test
    void messages_name_the_keys_that_changed(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                KeyFeed feed = redis.follow(OPTIONS.withMode(Mode.MESSAGES), heard)) {
            assertThat(feed.tracking()).isFalse();
            heard.awaitSync();
            for (int i = 0; i < 20; i++) {
                Key key = TEXT.key("told" + i);
                redis.execute(
                        "test.tell", CHANGES.key(), c -> c.publish(CHANGES.key().bytes(), key.bytes()));
                heard.awaitSync();
                assertThat(heard.heard(key)).isTrue();
            }
            Fixture.set(redis, TEXT.key("untold"), "1");
            heard.awaitSync();
            assertThat(heard.heard(TEXT.key("untold"))).isFalse();
        }
    }

    @Test
    void ten_thousand_changes_at_once_are_all_told(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            List<Key> keys = ReadAllTest.keys("flood", 10_000);
            redis.executeAll("test.set", keys, (c, key) -> c.set(key.bytes(), key.bytes()));
            heard.awaitSync();
            assertThat(keys).allMatch(heard::heard);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_close_ends_threads_and_connections_and_so_does_that_of_the_client(Mode mode) {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults())) {
            NewThreads threads = FeedFixture.threads();
            Redis redis = Redis.connect(Fixture.options(own));
            KeyFeed feed = redis.follow(OPTIONS.withMode(mode), heard);
            heard.awaitSync();
            assertThat(threads.count()).isEqualTo(1);
            feed.close();
            feed.close();
            FeedFixture.awaitThreads(threads, 0);

            KeyFeed other = redis.within(GENEROUS).follow(OPTIONS.withMode(mode), heard);
            heard.awaitSync();
            redis.close();
            FeedFixture.awaitThreads(threads, 0);
            other.close();
            await().atMost(GENEROUS)
                    .until(() -> FeedFixture.clients(own).lines().count() == 1);
            Failures.of(() -> redis.follow(OPTIONS, heard).close())
                    .is(RedisUnavailableException.class)
                    .during("follow")
                    .says("the client is closed");
        }
    }
}
