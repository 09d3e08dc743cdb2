package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.RedisException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Publishes numbers with their ids on a thread of its own, and each batch again until Redis says that it has it. */
final class Publishing {
    private static final int BATCH = 1_000;

    private final DurableTopic<Long> topic;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile long done;
    private final AtomicInteger retries = new AtomicInteger();

    Publishing(DurableTopic<Long> topic) {
        this.topic = topic;
    }

    /** From one number to before another. */
    Thread start(long from, long to) {
        Thread thread = new Thread(() -> publish(from, to), "publisher");
        thread.setUncaughtExceptionHandler((any, thrown) -> failure.set(thrown));
        thread.start();
        return thread;
    }

    void publish(long from, long to) {
        for (long next = from; next < to; next += BATCH) {
            long begin = next;
            while (!published(begin, Math.min(begin + BATCH, to))) {
                retries.incrementAndGet();
                LockSupport.parkNanos(20_000_000);
            }
            done = Math.max(done, Math.min(begin + BATCH, to));
        }
    }

    private boolean published(long from, long to) {
        try {
            topic.publishAll(LongStream.range(from, to)
                    .mapToObj(number -> NewMessage.of(number).withId(Long.toString(number)))
                    .toList());
            return true;
        } catch (RedisException away) {
            return false;
        }
    }

    /** All before this number are published. */
    long done() {
        return done;
    }

    int retries() {
        return retries.get();
    }

    void check() {
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
