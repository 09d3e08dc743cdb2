package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.RedisException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Publishes numbers with their ids, and each batch again until Redis says that it has it. */
final class Publishing {
    static final int BATCH = 1_000;

    private final DurableTopic<Long> topic;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger retries = new AtomicInteger();
    private volatile long done;

    Publishing(DurableTopic<Long> topic) {
        this.topic = topic;
    }

    /** On a thread of its own, from one number to before another. */
    Thread start(long from, long to) {
        Thread thread = new Thread(() -> publish(from, to), "publisher");
        thread.setUncaughtExceptionHandler((any, thrown) -> failure.set(thrown));
        thread.start();
        return thread;
    }

    /** Returns how many were not there before. */
    long publish(long from, long to) {
        long added = 0;
        for (long next = from; next < to; next += BATCH) {
            added += published(next, Math.min(next + BATCH, to));
            done = Math.max(done, Math.min(next + BATCH, to));
        }
        return added;
    }

    private long published(long from, long to) {
        List<NewMessage<Long>> batch = LongStream.range(from, to)
                .mapToObj(number -> NewMessage.of(number).withId(Long.toString(number)))
                .toList();
        while (true) {
            try {
                return topic.publishAll(batch).stream()
                        .filter(Optional::isPresent)
                        .count();
            } catch (RedisException away) {
                retries.incrementAndGet();
                LockSupport.parkNanos(20_000_000);
            }
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
