package dev.redkeep.cache.writebehind;

import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;

/** Queues of text, each test with one of its own; on what the class connects to. */
@RedisTest
abstract class QueueFixture {
    static final Duration LONG = Duration.ofSeconds(60);

    final RecordingWriter writer = new RecordingWriter();
    final RecordedEvents events = new RecordedEvents();
    final CountDownLatch release = new CountDownLatch(1);
    String name = "q-" + UUID.randomUUID();
    Redis redis;

    private final List<AutoCloseable> opened = new ArrayList<>();

    abstract Redis connect();

    /** Called by who knows the place. */
    void open() {
        redis = connect();
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        redis.close();
    }

    /** Due at once, patient with a slow machine, quick to try again. */
    WriteBehindOptionsBuilder quick() {
        return WriteBehindOptions.builder()
                .delay(Duration.ofMillis(1))
                .retryAfter(Duration.ofMillis(1), Duration.ofMillis(8))
                .tries(3)
                .closeWithin(Duration.ZERO)
                .listener(events);
    }

    /** Nothing is due before the test says so. */
    WriteBehindOptionsBuilder held() {
        return quick().delay(Duration.ofHours(1));
    }

    WriteBehind<String, String> queue(WriteBehindOptionsBuilder options) {
        return queue(redis, options, writer);
    }

    WriteBehind<String, String> queue(Redis on, WriteBehindOptionsBuilder options, BatchWriter<String, String> to) {
        WriteBehind<String, String> queue = WriteBehind.on(on, schema(), options.build(), to);
        opened.add(0, queue);
        return queue;
    }

    WriteBehindSchema<String, String> schema() {
        return new WriteBehindSchema<>(name, Codec.string(), Codec.string());
    }

    Redis anotherClient() {
        Redis another = connect();
        opened.add(another);
        return another;
    }

    /** Until the test ends, or the thread is interrupted. */
    void stuck() throws InterruptedException {
        if (!release.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the test never ended");
        }
    }

    static void eventually(ThrowingRunnable holds) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(RedisException.class) // a server that comes back loads its data first
                .untilAsserted(holds);
    }
}
