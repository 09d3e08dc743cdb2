package dev.redkeep.pubsub.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer's workers. */
final class Crew<T> {
    private static final Logger LOG = LoggerFactory.getLogger(DurableTopic.class);

    private final String group;
    private final Hands hands;
    private final Handling<T> handling;
    private final List<Thread> workers = new ArrayList<>();

    Crew(String group, int many, Hands hands, Handling<T> handling) {
        this.group = group;
        this.hands = hands;
        this.handling = handling;
        for (int i = 1; i <= many; i++) {
            workers.add(thread(this::work, group + "-" + i));
        }
    }

    static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, "redkeep-topic-" + name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        workers.forEach(Thread::start);
    }

    private void work() {
        for (boolean more = true; more; ) {
            try {
                Hands.Item item = hands.next();
                more = item != null;
                if (item != null) {
                    handling.handle(item);
                }
            } catch (InterruptedException byTheHandlerOrTheClose) {
                // nobody else knows this thread: if it is to stop, nothing comes next
            } catch (Throwable fault) { // of a listener
                LOG.error("A worker of {} goes on though this failed", group, fault);
            }
        }
    }

    void interrupt() {
        workers.stream().filter(worker -> worker != Thread.currentThread()).forEach(Thread::interrupt);
    }

    /** As {@link #join(List, long)} for all of them. */
    boolean join(long until) {
        return join(workers, until);
    }

    /**
     * Until threads have ended, but the caller's own, or a moment has come.
     *
     * @return true if they have ended, or the caller was interrupted, whose flag stays: then it does not wait any more
     */
    static boolean join(List<Thread> threads, long until) {
        try {
            for (Thread thread : threads) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            }
            return threads.stream().allMatch(thread -> thread == Thread.currentThread() || !thread.isAlive());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
