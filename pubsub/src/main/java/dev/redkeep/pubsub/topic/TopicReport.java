package dev.redkeep.pubsub.topic;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.observe.ListenerGuard;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what goes wrong; or the log, if nobody listens. */
final class TopicReport {
    private static final Logger LOG = LoggerFactory.getLogger(DurableTopic.class);

    private final TopicListener listener;
    private final ListenerGuard guard;
    private final String topic;

    TopicReport(TopicListener listener, KeyPattern pattern) {
        this.listener = listener;
        this.guard = new ListenerGuard(TopicListener.class, listener);
        this.topic = pattern.template();
    }

    void unreadable(EntryId id, RuntimeException problem) {
        String what = String.valueOf(problem.getMessage());
        log("A message of {} at {} cannot be read: {}", topic, id, what);
        guard.tell(() -> listener.onUnreadable(topic, id, what));
    }

    private void log(String what, Object... with) {
        if (listener == TopicListener.NO_OP) {
            LOG.warn(what, with);
        }
    }

    Group of(String group) {
        return new Group(group);
    }

    /** For one group. */
    final class Group {
        private final String group;
        private final AtomicBoolean away = new AtomicBoolean();

        private Group(String group) {
            this.group = group;
        }

        void retry(EntryId id, int attempt, Throwable failure) {
            log("A message of {} could not be handled by {} and is tried again", topic, group, failure);
            guard.tell(() -> listener.onRetry(topic, group, id, attempt, failure));
        }

        void dead(EntryId id, int attempts, Throwable failure) {
            log("A message of {} could not be handled by {} and is a dead letter", topic, group, failure);
            guard.tell(() -> listener.onDeadLetter(topic, group, id, attempts, failure));
        }

        void gap(TopicGap gap) {
            log("Messages of {} are gone that {} has not handled: {}", topic, group, gap);
            guard.tell(() -> listener.onGap(topic, group, gap));
        }

        void madeAgain() {
            log("Of {} the group {} was gone and is made again", topic, group);
            guard.tell(() -> listener.onGroupRecreated(topic, group));
        }

        /** The handler threw when it was told of a gap. */
        void faulted(Throwable fault) {
            LOG.warn("A handler of {} threw when {} was told of a gap", topic, group, fault);
        }

        /** Says something to Redis. If it is away, what the consumer holds is found held later, or others take it over. */
        void trying(Runnable call) {
            try {
                call.run();
            } catch (RuntimeException failure) {
                unavailable(failure);
            }
        }

        /** The log has an outage once. */
        void unavailable(RuntimeException failure) {
            if (away.compareAndSet(false, true)) {
                log("A consumer of {} in {} cannot reach Redis", topic, group, failure);
            }
            guard.tell(() -> listener.onUnavailable(topic, group, failure));
        }

        /** Redis answered. */
        void available() {
            away.set(false);
        }
    }
}
