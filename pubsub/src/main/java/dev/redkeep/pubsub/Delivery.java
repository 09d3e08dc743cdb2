package dev.redkeep.pubsub;

import dev.redkeep.core.client.Channels;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One subscription: what comes waits in its inbox, and a thread of the pool hands it to the handler, one after the other. */
final class Delivery<T> implements Subscription, Runnable {
    /** After so many the thread is another one's turn. */
    private static final int TURN = 256;

    private final Channels channels;
    private final Optional<Key> channel;
    private final Codec<T> codec;
    private final MessageHandler<T> handler;
    private final Inbox inbox;
    private final LiveWork work;
    private final Report report;
    private final Consumer<Delivery<?>> ended;
    /** Counted on the way, since a turn lasts as long as its handler likes. */
    private final AtomicLong handledInTurn = new AtomicLong();
    /** All below under this object's lock. */
    private boolean open = true;

    private boolean queued;
    private @Nullable Thread handling;

    Delivery(
            Channels channels,
            Optional<Key> channel,
            Codec<T> codec,
            MessageHandler<T> handler,
            SubscriptionOptions options,
            LiveWork work,
            Consumer<Delivery<?>> ended) {
        this.channels = channels;
        this.channel = channel;
        this.codec = codec;
        this.handler = handler;
        this.inbox = new Inbox(options, came -> gap(came, came, MessageGap.Reason.OVERFLOWED));
        this.work = work;
        this.report = work.report();
        this.ended = ended;
    }

    Channels channels() {
        return channels;
    }

    private KeyPattern pattern() {
        return channels.pattern();
    }

    private MessageGap gap(Instant from, Instant to, MessageGap.Reason reason) {
        return new MessageGap(pattern(), channel, from, to, reason);
    }

    /**
     * Messages came, on the thread that reads. They are handled once it is queued.
     *
     * @param waiting is called before it waits for room
     */
    void came(List<Item> messages, Runnable waiting) {
        int offered = inbox.offer(messages, waiting);
        report.received(offered);
        if (inbox.ended()) {
            boolean unused = end(); // by one of these messages, if there was no room for it
        }
        for (int gone = inbox.takeGone(); gone > 0; gone--) {
            report.dropped(pattern());
        }
    }

    /** Messages may be missing. */
    void interrupted(Instant from, Instant to) {
        MessageGap gap = gap(from, to, MessageGap.Reason.INTERRUPTED);
        report.gap(gap);
        inbox.gap(gap);
        queue();
    }

    /** What waits is handled, as soon as a thread is free. */
    private void queue() {
        if (queueing() && !work.threads().execute(List.of(this))) {
            refused();
        }
    }

    /** Lets those be handled of which something waits. */
    static void queue(HandlerThreads threads, List<Delivery<?>> all) {
        List<Delivery<?>> queued = new ArrayList<>(all.size());
        for (Delivery<?> delivery : all) {
            if (delivery.queueing()) {
                queued.add(delivery);
            }
        }
        if (!queued.isEmpty() && !threads.execute(queued)) {
            queued.forEach(Delivery::refused);
        }
    }

    /** True if it is queued from now on, and was not. */
    private synchronized boolean queueing() {
        boolean news = !queued;
        queued = true;
        return news;
    }

    /** No thread takes anything more. */
    private synchronized void refused() {
        queued = false;
    }

    @Override
    public void run() {
        boolean more = false;
        try {
            more = turn();
        } finally {
            done(more);
        }
    }

    /** Whether there may be more. */
    private boolean turn() {
        synchronized (this) {
            handling = Thread.currentThread();
            work.atWork().add(this);
        }
        for (int i = 0; i < TURN && !work.threads().isShutdown(); i++) {
            Item item = inbox.next();
            if (item == null) {
                return false;
            }
            handle(item);
        }
        return true;
    }

    long handledInTurn() {
        return handledInTurn.get();
    }

    private void handle(Item item) {
        try {
            if (item.gap != null) {
                handler.gap(item.gap);
            } else {
                handler.message(new Message<>(channel.orElseGet(() -> key(item.channel)), codec.decode(item.payload)));
                handledInTurn.lazySet(handledInTurn.getPlain() + 1); // by this thread alone
            }
        } catch (UnreadableDataException unreadable) {
            report.unreadable(pattern(), unreadable);
        } catch (Throwable thrown) {
            report.failed(pattern(), thrown);
        }
    }

    private Key key(byte[] name) {
        return pattern().recognise(name).orElseThrow();
    }

    private void done(boolean more) {
        report.turned(handledInTurn); // before it is at work no more
        synchronized (this) {
            handling = null;
            work.atWork().remove(this);
            queued = false;
            notifyAll();
        }
        if (more || !inbox.isEmpty()) { // without the lock: it is taken under the inbox's
            queue();
        }
    }

    /** No more messages come. True if this call did that. */
    private boolean end() {
        synchronized (this) {
            if (!open) {
                return false;
            }
            open = false;
        }
        ended.accept(this);
        return true;
    }

    @Override
    public synchronized boolean open() {
        return open;
    }

    @Override
    public int waiting() {
        return inbox.waiting();
    }

    @Override
    public void close() {
        stop();
        await(System.nanoTime() + work.closeNanos());
    }

    /** Lets go of what waits. */
    void stop() {
        boolean unused = end();
        inbox.end();
    }

    /** Until the handler is not at work, or some moment. */
    synchronized void await(long until) {
        boolean interrupted = false;
        while (handling != null && handling != Thread.currentThread() && !interrupted) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException byTheCaller) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
