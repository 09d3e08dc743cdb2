package dev.redkeep.quickstart;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.core.key.RedisType;
import dev.redkeep.pubsub.topic.ConsumerOptions;
import dev.redkeep.pubsub.topic.DeadLetter;
import dev.redkeep.pubsub.topic.DurableTopic;
import dev.redkeep.pubsub.topic.EntryId;
import dev.redkeep.pubsub.topic.NewMessage;
import dev.redkeep.pubsub.topic.TopicConsumer;
import dev.redkeep.pubsub.topic.TopicKeys;
import dev.redkeep.pubsub.topic.TopicListener;
import dev.redkeep.pubsub.topic.TopicMessage;
import dev.redkeep.pubsub.topic.TopicOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Orders to be billed: one that is published twice, and one that the bank refuses at first. */
final class TopicStep implements Step {
    private static final String BILLING = "billing";
    private static final KeyPattern0 ORDERS = KeyPattern.of("quickstart:orders").stream()
            .fixed(Duration.ofHours(1))
            .owner("quickstart");
    static final List<KeyPattern> KEYS = TopicKeys.of(ORDERS, BILLING);
    private static final ConsumerOptions ONE_TRY =
            ConsumerOptions.builder().name("quickstart").workers(1).attempts(1).build();
    private static final long PATIENCE_SECONDS = 60;

    @Override
    public String title() {
        return "Durable topics";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        TopicListener listener = new TopicListener() {
            @Override
            public void onDeadLetter(String topic, String group, EntryId id, int attempts, Throwable failure) {
                told.add("a dead letter: " + failure.getMessage());
            }
        };
        DurableTopic<String> orders =
                DurableTopic.on(tour.redis(), ORDERS.key(), Codec.string(), TopicOptions.defaults(), listener);
        wrote(tour);
        NewMessage<String> once = NewMessage.of("17").withId("order-17-" + UUID.randomUUID());
        boolean first = orders.publish(once).isPresent();
        boolean second = orders.publish(once).isPresent();
        notes.add("publish", "order 17 twice, by its id: " + published(first) + ", then " + published(second));
        orders.publish("18");
        try (TopicConsumer billing = orders.consume(BILLING, message -> bill(message, told), ONE_TRY)) {
            notes.add(
                    "consume",
                    next(told) + "; " + next(told) + "; given up: "
                            + billing.stats().deadLettered());
            for (DeadLetter<String> letter : orders.deadLetters().read(EntryId.START, 10)) {
                notes.add("dead letter", "order " + letter.value().orElse("?") + " at try " + letter.attempts());
                orders.deadLetters().replay(letter.id());
                notes.add("replay", next(told));
            }
        }
    }

    private static void wrote(Tour tour) {
        Key topic = ORDERS.key();
        KEYS.stream()
                .filter(pattern -> pattern.facts().type() != RedisType.CHANNEL)
                .forEach(pattern -> tour.wrote(pattern == ORDERS ? topic : topic.behind(pattern)));
    }

    private static String published(boolean published) {
        return published ? "published" : "known already";
    }

    private static void bill(TopicMessage<String> order, BlockingQueue<String> told) {
        if (order.value().equals("18") && order.origin().equals(order.id())) {
            throw new IllegalStateException("the bank refused 18");
        }
        told.add("billed " + order.value());
    }

    private static String next(BlockingQueue<String> told) {
        try {
            String next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return next == null ? "nothing within a minute" : next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
