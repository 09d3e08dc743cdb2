package dev.redkeep.pubsub.topic;

import static dev.redkeep.core.key.Segment.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.pubsub.Patience;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.resps.StreamPendingEntry;

/** A topic on a real Redis, and what is told of it. */
@RedisTest
@Timeout(300)
abstract class TopicOnRedis {
    static final KeyPattern1<String> TOPIC = KeyPattern.of("jobs:{name}", text().hashTag()).stream()
            .fixed(Duration.ofDays(1))
            .owner("tests");
    static final Codec<String> TEXT = Codec.string();
    static final String GROUP = "billing";

    final List<String> told = new CopyOnWriteArrayList<>();
    final Key key = TOPIC.key("a");
    private final List<AutoCloseable> open = new ArrayList<>();
    RedisServer server;
    Redis redis;
    RedisClient raw;
    DurableTopic<String> topic;

    final TopicListener listener = new TopicListener() {
        @Override
        public void onRetry(String topic, String group, EntryId id, int attempt, Throwable failure) {
            told.add("retry " + attempt);
        }

        @Override
        public void onDeadLetter(String topic, String group, EntryId id, int attempts, Throwable failure) {
            told.add("dead " + attempts);
        }

        @Override
        public void onUnreadable(String topic, EntryId id, String problem) {
            told.add("unreadable");
        }

        @Override
        public void onGap(String topic, String group, TopicGap gap) {
            told.add("gap " + gap.missing());
        }

        @Override
        public void onGroupRecreated(String topic, String group) {
            told.add("made again");
        }
    };

    @BeforeEach
    void connect(RedisServer server) {
        this.server = server;
        redis = keep(another());
        raw = keep(Patience.raw(server.uri()));
        topic = topic(TopicOptions.defaults());
    }

    /** As another process has it. */
    Redis another() {
        return Patience.connect(server.uri());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size(); i > 0; i--) {
            open.get(i - 1).close();
        }
    }

    <C extends AutoCloseable> C keep(C closeable) {
        open.add(closeable);
        return closeable;
    }

    DurableTopic<String> topic(Redis own) {
        return DurableTopic.on(own, key, TEXT, TopicOptions.defaults(), listener);
    }

    DurableTopic<String> topic(TopicOptions options) {
        return DurableTopic.on(redis, key, TEXT, options, listener);
    }

    /** Nobody takes over while a machine stands still, and nothing waits long. */
    static ConsumerOptionsBuilder calm() {
        return ConsumerOptions.builder()
                .takeOverAfter(Duration.ofHours(1))
                .poll(Duration.ofMillis(50))
                .delays(Duration.ofMillis(1), Duration.ofMillis(10))
                .closeWithin(Patience.LONG);
    }

    TopicConsumer consume(ConsumerOptionsBuilder how, TopicHandler<String> handler) {
        return keep(topic.consume(GROUP, handler, how.build()));
    }

    static TopicHandler<String> into(Collection<String> heard) {
        return message -> heard.add(message.value());
    }

    static void awaitAll(Collection<String> heard, String... all) {
        await().untilAsserted(() -> assertThat(heard).containsExactly(all));
    }

    /** For a group that begins with the first of them; m0, m1 and so on. */
    List<EntryId> publish(int messages) {
        topic.seek(GROUP, Start.earliest());
        List<EntryId> places = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            places.add(topic.publish("m" + i));
        }
        return places;
    }

    List<StreamPendingEntry> pending() {
        return raw.xpending("jobs:a", GROUP, new XPendingParams("-", "+", 10_000));
    }

    /** As a consumer of the group that has a name says it. */
    GroupCalls calls(String name) {
        return new GroupCalls(
                redis, Place.of(redis, key), GROUP, calm().name(name).build(), TopicOptions.defaults());
    }

    /** What a process took that then ended. */
    TopicScripts.Taken dies(String name, int most) {
        return calls(name).take(most, Hands.GapState.TOLD, List.of());
    }

    /** Until this client says nothing to Redis for half a second, which a busy one never does; returns how often it has. */
    long quiet() {
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            long now = redis.stats().operations();
            return last.getAndSet(now) == now;
        });
        return last.get();
    }

    /** Until nothing is left to be handled. */
    void awaitNothingLeft() {
        await().untilAsserted(() -> assertThat(topic.backlog(GROUP))
                .hasValueSatisfying(left -> assertThat(
                                left.pending() + left.retrying() + left.lag().orElse(0))
                        .isZero()));
    }
}
