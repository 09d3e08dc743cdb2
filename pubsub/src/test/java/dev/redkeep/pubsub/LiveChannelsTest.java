package dev.redkeep.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** Typed messages, for any number of handlers. */
@RedisTest
@Timeout(300)
class LiveChannelsTest {
    private static final Codec<String> TEXT = Codec.string();
    /** A server that stands still for some seconds is not given up on, so that nothing is missed. */
    private static final LiveChannelsOptions CALM =
            LiveChannelsOptions.defaults().withHeartbeat(Duration.ofMinutes(10)).withCloseWithin(Patience.LONG);

    private static final Key CHANNEL = ChannelKeys.CONVERSATION.key(5L);

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final AtomicInteger dropped = new AtomicInteger();
    private Redis redis;
    private RedisClient raw;
    private LiveChannels live;

    private final PubSubListener listener = new PubSubListener() {
        @Override
        public void onHandlerFailed(String pattern, Throwable failure) {
            failures.add(pattern + " " + failure.getMessage());
        }

        @Override
        public void onUnreadable(String pattern, String problem) {
            unreadable.add(pattern + " " + problem);
            throw new IllegalStateException("as a listener may");
        }

        @Override
        public void onDropped(String pattern) {
            dropped.incrementAndGet();
        }
    };

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server.uri());
        raw = Patience.raw(server.uri());
        live = LiveChannels.on(redis, CALM, listener);
    }

    @AfterEach
    void close() {
        live.close();
        raw.close();
        redis.close();
    }

    private static MessageHandler<String> into(List<String> heard) {
        return message -> heard.add(message.channel().text() + " " + message.value());
    }

    private static void awaitAll(List<String> heard, String... all) {
        await().untilAsserted(() -> assertThat(heard).containsExactly(all));
    }

    @Test
    void a_notification_travels_as_the_documented_json() {
        List<Notification> heard = new CopyOnWriteArrayList<>();
        Notification notification =
                new Notification("like", 7, "shout", 9, Notification.Action.UPDATED, null, 1_640_995_200);
        live.subscribe(ChannelKeys.USER.key(7L), Notification.codec(), message -> heard.add(message.value()));
        assertThat(live.publish(ChannelKeys.USER.key(7L), Notification.codec(), notification))
                .isPositive();
        raw.publish("notifications:7", "{\"type\":\"from another language\",\"user_id\":7}");
        await().until(() -> heard.size() == 2);
        assertThat(heard.get(0)).isEqualTo(notification);
        assertThat(heard.get(1).type()).isEqualTo("from another language");
    }

    @Test
    void any_number_of_handlers_share_a_channel_and_each_hears_all_in_order() {
        List<List<String>> heard = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            heard.add(new CopyOnWriteArrayList<>());
            subscriptions.add(live.subscribe(CHANNEL, TEXT, into(heard.get(i))));
        }
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            assertThat(live.publish(CHANNEL, TEXT, "m" + i)).isPositive();
            sent.add("tk:messages:5 m" + i);
        }
        heard.forEach(each -> await().untilAsserted(() -> assertThat(each).isEqualTo(sent)));
        subscriptions.subList(1, 20).forEach(Subscription::close);
        live.publish(CHANNEL, TEXT, "last");
        await().until(() -> heard.get(0).size() == 201);
        assertThat(heard.get(1)).hasSize(200);
        subscriptions.get(0).close();
        await().until(() -> live.publish(CHANNEL, TEXT, "to nobody") == 0);
        assertThat(subscriptions).noneMatch(Subscription::open);
        await().until(() -> live.stats().handled() == 20 * 200 + 1);
    }

    @Test
    void all_of_a_pattern_leaves_out_what_the_pattern_does_not_render() {
        List<String> heard = new CopyOnWriteArrayList<>();
        live.subscribeAll(ChannelKeys.USER, TEXT, into(heard));
        live.publish(ChannelKeys.GLOBAL.key(), TEXT, "not this");
        live.publish(ChannelKeys.TOPIC.key(1L), TEXT, "nor this");
        live.publish(ChannelKeys.USER.key(12L), TEXT, "this");
        awaitAll(heard, "notifications:12 this");
    }

    @Test
    void what_cannot_be_read_and_a_handler_that_throws_are_told_and_hold_up_nothing() {
        List<Notification> heard = new CopyOnWriteArrayList<>();
        live.subscribe(ChannelKeys.USER.key(8L), Notification.codec(), message -> {
            heard.add(message.value());
            throw new Exception("of the handler");
        });
        raw.publish("notifications:8", "{\"secret\": no json");
        raw.publish("notifications:8", "{}");
        raw.publish("notifications:8", "{\"type\":\"b\"}");
        await().until(() -> failures.size() == 2);
        assertThat(heard).hasSize(2);
        assertThat(failures).allMatch(failure -> failure.equals("notifications:{user_id} of the handler"));
        assertThat(unreadable).hasSize(1).noneMatch(problem -> problem.contains("secret"));
        assertThat(live.stats()).isEqualTo(new LiveChannelsStats(3, 0, 2, 1, 0, 0));
    }

    @Test
    void a_handler_that_blocks_holds_up_no_other_and_fills_no_heap() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> slow = new CopyOnWriteArrayList<>();
        List<MessageGap> gaps = new CopyOnWriteArrayList<>();
        Subscription blocking = live.subscribe(
                CHANNEL,
                TEXT,
                new MessageHandler<>() {
                    @Override
                    public void message(Message<String> message) throws Exception {
                        blocked.countDown();
                        go.await();
                        slow.add(message.value());
                    }

                    @Override
                    public void gap(MessageGap gap) {
                        gaps.add(gap);
                    }
                },
                SubscriptionOptions.defaults().withMessages(10));
        List<String> quick = new CopyOnWriteArrayList<>();
        live.subscribe(
                CHANNEL, TEXT, into(quick), SubscriptionOptions.defaults().withMessages(10_000));
        live.publish(CHANNEL, TEXT, "first");
        blocked.await();
        for (int i = 0; i < 1_000; i++) {
            live.publish(CHANNEL, TEXT, "m" + i);
        }
        await().until(() -> quick.size() == 1_001);
        assertThat(blocking.waiting()).isEqualTo(10);
        assertThat(dropped).hasValue(990);
        assertThat(live.stats().dropped()).isEqualTo(990);
        go.countDown();
        await().until(() -> slow.size() == 11);
        assertThat(slow).startsWith("first", "m990").endsWith("m999");
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.reason()).isEqualTo(MessageGap.Reason.OVERFLOWED);
            assertThat(gap.channel()).contains(CHANNEL);
        });
    }

    @Test
    void who_fails_by_overflow_is_told_and_unsubscribed() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        Subscription failing = live.subscribe(
                CHANNEL,
                TEXT,
                new MessageHandler<>() {
                    @Override
                    public void message(Message<String> message) throws Exception {
                        blocked.countDown();
                        go.await();
                        heard.add(message.value());
                    }

                    @Override
                    public void gap(MessageGap gap) {
                        heard.add(gap.reason().name());
                    }
                },
                SubscriptionOptions.defaults().withMessages(1).withOverflow(Overflow.FAIL));
        live.publish(CHANNEL, TEXT, "a");
        blocked.await();
        live.publish(CHANNEL, TEXT, "b");
        await().until(() -> live.publish(CHANNEL, TEXT, "c") == 0);
        await().until(() -> !failing.open());
        go.countDown();
        awaitAll(heard, "a", "b", "OVERFLOWED");
    }

    @Test
    void closing_waits_for_the_handler_at_work_but_not_within_it() throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger over = new AtomicInteger();
        Subscription[] own = new Subscription[1];
        CountDownLatch subscribed = new CountDownLatch(1);
        own[0] = live.subscribe(CHANNEL, TEXT, message -> {
            subscribed.await();
            own[0].close(); // itself
            atWork.countDown();
            go.await();
            over.incrementAndGet();
        });
        subscribed.countDown();
        live.publish(CHANNEL, TEXT, "work");
        atWork.await();
        Thread closing = new Thread(live::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING); // for the handler, or already
        go.countDown();
        closing.join();
        assertThat(over).hasValue(1);
        assertThatIllegalStateException().isThrownBy(() -> live.subscribe(CHANNEL, TEXT, message -> {}));
    }

    @Test
    void a_handler_that_never_ends_is_left_behind_after_the_deadline() throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        LiveChannels impatient = LiveChannels.on(redis, CALM.withCloseWithin(Duration.ofMillis(50)), listener);
        impatient.subscribe(CHANNEL, TEXT, message -> {
            atWork.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException byTheClose) {
                interrupted.countDown();
            }
        });
        live.publish(CHANNEL, TEXT, "work");
        atWork.await();
        impatient.close();
        interrupted.await();
    }

    @Test
    void shard_channels_have_no_patterns() {
        try (LiveChannels sharded = LiveChannels.on(redis, CALM.withSharded(true), listener)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> sharded.subscribeAll(ChannelKeys.USER, TEXT, message -> {}));
        }
    }

    @Test
    void nothing_of_a_message_is_shown() {
        assertThat(new Message<>(CHANNEL, "secret")).hasToString("Message[channel=tk:messages:{conversation_id}]");
    }
}
