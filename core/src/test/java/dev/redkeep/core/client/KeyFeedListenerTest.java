package dev.redkeep.core.client;

import static dev.redkeep.core.client.FeedFixture.OPTIONS;
import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.KeyFeedOptions.Mode;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a listener does, its feed goes on. */
@RedisTest
@Timeout(300)
class KeyFeedListenerTest {
    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_listener_that_throws_is_told_on_and_complained_of_once(Mode mode, RedisServer server) {
        AtomicInteger syncs = new AtomicInteger();
        KeyFeedListener faulty = new KeyFeedListener() {
            @Override
            public void changed(byte[] key) {
                throw new IllegalStateException("changed");
            }

            @Override
            public void allChanged() {
                throw new IllegalStateException("all");
            }

            @Override
            public void inSync(long asOfNanos) {
                syncs.incrementAndGet();
                throw new IllegalStateException("sync");
            }
        };
        String log = Log.of(() -> {
            try (Redis redis = Redis.connect(Fixture.options(server));
                    KeyFeed feed = redis.follow(OPTIONS.withMode(mode), faulty)) {
                assertThat(feed.tracking()).isEqualTo(mode != Mode.MESSAGES);
                Fixture.set(redis, TEXT.key("fault"), "1");
                await().atMost(GENEROUS).until(() -> syncs.get() > 5);
            }
        });
        assertThat(log.split("its further faults are not logged", -1)).hasSize(2);
    }

    @Test
    void a_listener_may_close_its_feed(RedisServer server) {
        KeyFeed[] feed = new KeyFeed[1];
        KeyFeedListener closing = new KeyFeedListener() {
            @Override
            public void changed(byte[] key) {}

            @Override
            public void allChanged() {}

            @Override
            public void inSync(long asOfNanos) {
                KeyFeed own = feed[0];
                if (own != null) {
                    own.close();
                }
            }
        };
        NewThreads threads = FeedFixture.threads();
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            feed[0] = redis.follow(OPTIONS, closing);
            FeedFixture.awaitThreads(threads, 0);
        }
    }
}
