package dev.redkeep.pubsub;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.observe.ListenerGuard;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of messages, and tells the listener what goes wrong. */
final class Report {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChannels.class);

    private final PubSubListener listener;
    private final ListenerGuard guard;
    private final LongAdder received = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    /** Without those of turns that are not over. */
    private long handled;

    Report(PubSubListener listener) {
        this.listener = listener;
        this.guard = new ListenerGuard(PubSubListener.class, listener);
    }

    void received(int messages) {
        received.add(messages);
    }

    /** Counts what a turn has handled, which begins anew. */
    synchronized void turned(AtomicLong handledInTurn) {
        handled += handledInTurn.getAndSet(0);
    }

    void failed(KeyPattern pattern, Throwable failure) {
        failed.increment();
        if (listener == PubSubListener.NO_OP) {
            LOG.warn("A handler of {} threw", pattern, failure);
        }
        guard.tell(() -> listener.onHandlerFailed(pattern.template(), failure));
    }

    void unreadable(KeyPattern pattern, RuntimeException problem) {
        unreadable.increment();
        String what = String.valueOf(problem.getMessage());
        if (listener == PubSubListener.NO_OP) {
            LOG.warn("A message of {} cannot be read: {}", pattern, what);
        }
        guard.tell(() -> listener.onUnreadable(pattern.template(), what));
    }

    void dropped(KeyPattern pattern) {
        dropped.increment();
        guard.tell(() -> listener.onDropped(pattern.template()));
    }

    void gap(MessageGap gap) {
        gaps.increment();
        guard.tell(() -> listener.onGap(gap));
    }

    /** Takes the subscriptions that have their turn, none of which may be missing that has counted something. */
    synchronized LiveChannelsStats stats(Set<Delivery<?>> atWork) {
        long inTurns = atWork.stream().mapToLong(Delivery::handledInTurn).sum();
        return new LiveChannelsStats(
                received.sum(), handled + inTurns, failed.sum(), unreadable.sum(), dropped.sum(), gaps.sum());
    }
}
