package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.Redis;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A consumer that can be killed as a process is: its handlers stop where they are, its connections end, and nothing is said to
 * Redis.
 */
final class Mortal implements AutoCloseable {
    private final Redis redis;
    private final TopicConsumer consumer;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean dead;

    Mortal(Redis redis, Function<Redis, DurableTopic<Long>> topic, String group, Tally tally, ConsumerOptions how) {
        this.redis = redis;
        this.consumer = topic.apply(redis).consume(group, message -> handle(message.value(), tally), how);
    }

    private void handle(long message, Tally tally) throws InterruptedException {
        if (dead) {
            end.await();
            throw new IllegalStateException("a dead one handles nothing");
        }
        tally.handled(message);
    }

    void kill() {
        dead = true;
        redis.close();
    }

    @Override
    public void close() {
        end.countDown();
        consumer.close();
        redis.close();
    }
}
