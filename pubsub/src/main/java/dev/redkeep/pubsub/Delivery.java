package dev.redkeep.pubsub;

import dev.redkeep.core.client.Channels;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
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

    /** A message came, on the thread that reads. */
    void came(byte[] name, byte[] payload) {
        report.received();
        if (inbox.offer(name, payload) == Inbox.Offered.ENDED) {
            boolean unused = end(); // by this message, if there was no room for it
        }
        for (int gone = inbox.takeGone(); gone > 0; gone--) {
            report.dropped(pattern());
        }
        queue();
    }

    /** Messages may be missing. */
    void interrupted(Instant from, Instant to) {
        MessageGap gap = gap(from, to, MessageGap.Reason.INTERRUPTED);
        report.gap(gap);
        inbox.gap(gap);
        queue();
    }

    private synchronized void queue() {
        if (!queued) {
            queued = true;
            try {
                work.threads().execute(this);
            } catch (RejectedExecutionException closed) {
                queued = false;
            }
        }
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
            Inbox.Item item = inbox.next();
            if (item == null) {
                return false;
            }
            handle(item);
        }
        return true;
    }

    private void handle(Inbox.Item item) {
        try {
            if (item.gap != null) {
                handler.gap(item.gap);
            } else {
                handler.message(new Message<>(channel.orElseGet(() -> key(item.channel)), codec.decode(item.payload)));
                report.handled();
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

    private synchronized void done(boolean more) {
        handling = null;
        work.atWork().remove(this);
        queued = false;
        notifyAll();
        if (more || !inbox.isEmpty()) {
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
