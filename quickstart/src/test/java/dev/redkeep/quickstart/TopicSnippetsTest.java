package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.pubsub.Notification;
import dev.redkeep.pubsub.topic.Backlog;
import dev.redkeep.pubsub.topic.ConsumerOptions;
import dev.redkeep.pubsub.topic.DeadLetter;
import dev.redkeep.pubsub.topic.DurableTopic;
import dev.redkeep.pubsub.topic.EntryId;
import dev.redkeep.pubsub.topic.NewMessage;
import dev.redkeep.pubsub.topic.Start;
import dev.redkeep.pubsub.topic.TopicConsumer;
import dev.redkeep.pubsub.topic.TopicGap;
import dev.redkeep.pubsub.topic.TopicHandler;
import dev.redkeep.pubsub.topic.TopicListener;
import dev.redkeep.pubsub.topic.TopicMessage;
import dev.redkeep.pubsub.topic.TopicOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class TopicSnippetsTest {
    // snippet: topic-key
    static final KeyPattern0 ORDERS =
            KeyPattern.of("orders").stream().fixed(Duration.ofDays(7)).owner("shop");
    // end

    static final KeyPattern0 NEWS =
            KeyPattern.of("news").stream().fixed(Duration.ofDays(7)).owner("shop");

    record Order(int number, String article) {}

    private Redis redis;
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private void bill(Order order) {
        if (order.article().isEmpty()) {
            throw new IllegalArgumentException("nothing was ordered");
        }
        done.add("billed " + order.number());
    }

    private String next() throws InterruptedException {
        return String.valueOf(done.poll(120, TimeUnit.SECONDS));
    }

    @Test
    void publishing_and_consuming() throws InterruptedException {
        Order order = new Order(17, "tea");
        // snippet: topic-publish
        DurableTopic<Order> orders = DurableTopic.on(redis, ORDERS.key(), Codec.json(Order.class));
        EntryId place = orders.publish(order);
        NewMessage<Order> same = NewMessage.of(order).withId("order-17");
        Optional<EntryId> once = orders.publish(same); // empty if it was published before
        // end
        assertThat(once.orElseThrow()).isGreaterThan(place);
        // snippet: topic-consume
        TopicConsumer billing = orders.consume("billing", message -> bill(message.value()));
        // end
        assertThat(next()).isEqualTo("billed 17");
        assertThat(next()).isEqualTo("billed 17");
        // snippet: topic-close
        billing.close(); // waits for handlers at work, and gives back what was not begun
        // end
    }

    @Test
    void options() throws InterruptedException {
        // snippet: topic-options
        TopicOptions kept = TopicOptions.defaults()
                .withMaxLength(1_000_000) // about
                .withMaxAge(Duration.ofDays(7))
                .withDeduplicateFor(Duration.ofHours(1));
        TopicListener listener = new TopicListener() {
            @Override
            public void onDeadLetter(String topic, String group, EntryId id, int attempts, Throwable failure) {
                done.add(group + " gave up: " + failure.getMessage());
            }
        };
        DurableTopic<Order> orders = DurableTopic.on(redis, ORDERS.key(), Codec.json(Order.class), kept, listener);
        ConsumerOptions how = ConsumerOptions.builder()
                .name("billing-1") // the same when this process begins anew
                .workers(8)
                .takeOverAfter(Duration.ofSeconds(30))
                .attempts(3)
                .delays(Duration.ofMillis(200), Duration.ofMinutes(5))
                .start(Start.latest()) // for a group that is not there yet
                .build();
        TopicHandler<Order> handler = new TopicHandler<>() {
            @Override
            public void message(TopicMessage<Order> message) {
                bill(message.value());
            }

            @Override
            public void gap(TopicGap gap) {
                done.add(gap.missing() + " orders are gone that were not billed");
            }
        };
        TopicConsumer billing = orders.consume("billing", handler, how);
        // end
        orders.publish(new Order(18, ""));
        assertThat(next()).isEqualTo("billing gave up: nothing was ordered");
        // snippet: topic-dead
        for (DeadLetter<Order> letter : orders.deadLetters().read(EntryId.START, 100)) {
            if (letter.error().contains("nothing was ordered")) {
                orders.deadLetters().remove(letter.id());
            } else {
                orders.deadLetters().replay(letter.id()); // for its group alone
            }
        }
        // end
        assertThat(orders.deadLetters().count()).isZero();
        billing.close();
    }

    @Test
    void reading_again() {
        DurableTopic<Order> orders = DurableTopic.on(redis, ORDERS.key(), Codec.json(Order.class));
        EntryId place = orders.publish(new Order(17, "tea"));
        orders.publish(new Order(18, "milk"));
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        // snippet: topic-replay
        orders.seek("billing", Start.from(yesterday)); // the group handles again what it has handled since
        orders.forEach(place, message -> done.add("ordered " + message.value().number())); // without a group
        Backlog left = orders.backlog("billing").orElseThrow(); // not given yet, in hand, waiting for another try
        // end
        assertThat(done).containsExactly("ordered 18");
        assertThat(left.pending()).isZero();
    }

    @Test
    void both_promises() {
        Key channel = ChannelKeys.USER.key(7L);
        Notification notification = new Notification("like", 7, "shout", 456, null, null, 1_640_995_200);
        // snippet: topic-live
        DurableTopic<Notification> all = DurableTopic.on(redis, NEWS.key(), Notification.codec());
        all.publish(NewMessage.of(notification).withLive(channel)); // whoever listens now is told too
        // end
        assertThat(all.read(EntryId.START, 10)).hasSize(1);
    }
}
