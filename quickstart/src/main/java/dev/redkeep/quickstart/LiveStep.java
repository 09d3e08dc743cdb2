package dev.redkeep.quickstart;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.pubsub.LiveChannels;
import dev.redkeep.pubsub.LiveChannelsOptions;
import dev.redkeep.pubsub.Message;
import dev.redkeep.pubsub.Notification;
import dev.redkeep.pubsub.Notification.Action;
import dev.redkeep.pubsub.PubSubListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A notification to alice, for who listens to her channel and for who listens to all users'. */
final class LiveStep implements Step {
    private static final Key ALICE = ChannelKeys.USER.key(SessionsStep.ALICE);
    /** A machine that has just begun may stand still for a while, which is no gap to show. */
    private static final LiveChannelsOptions CALM =
            LiveChannelsOptions.defaults().withHeartbeat(Duration.ofMinutes(1));

    private static final long PATIENCE_SECONDS = 60;

    @Override
    public String title() {
        return "Live channels";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        BlockingQueue<Message<Notification>> hers = new ArrayBlockingQueue<>(10);
        BlockingQueue<Message<Notification>> all = new ArrayBlockingQueue<>(10);
        try (LiveChannels live = LiveChannels.on(tour.redis(), CALM, PubSubListener.NO_OP)) {
            live.subscribe(ALICE, Notification.codec(), hers::add);
            live.subscribeAll(ChannelKeys.USER, Notification.codec(), all::add);
            notes.add("subscribe", "to " + ALICE.text() + ", and to all of " + ChannelKeys.USER);
            long connections = live.publish(
                    ALICE,
                    Notification.codec(),
                    new Notification("comment", SessionsStep.ALICE, "shout", 456, Action.CREATED, null, 1_640_995_200));
            notes.add("publish", "counted " + connections + ", one for each way that it came by");
            notes.add("message", "who listens to her: " + said(hers));
            notes.add("message", "who listens to all: " + said(all));
        }
    }

    private static String said(BlockingQueue<Message<Notification>> heard) {
        return next(heard)
                .map(message -> message.value().entityType() + " "
                        + message.value().entityId() + " " + message.value().action() + ", on "
                        + message.channel().text())
                .orElse("nothing within a minute");
    }

    private static Optional<Message<Notification>> next(BlockingQueue<Message<Notification>> heard) {
        try {
            return Optional.ofNullable(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
