package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a lease is worth: each call of the writer has all of it, and nobody pays for another's. */
class WriteBehindLeaseTest extends QueueOnServer {
    private static final Duration LEASE = Duration.ofMinutes(5);

    WriteBehindLeaseTest(RedisServer server) {
        super(server);
    }

    @Test
    void a_change_that_hangs_alone_counts_against_no_other() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        RecordingWriter hanging = new RecordingWriter();
        hanging.trouble = batch -> {
            if (batch.size() > 1) {
                throw new IllegalStateException("in company");
            }
            begun.countDown();
            stuck();
        };
        WriteBehind<String, String> one = queue(anotherClient(), held().tries(1).lease(Duration.ofSeconds(2)), hanging);
        IntStream.range(0, 20).forEach(i -> one.put("k" + i, "v" + i));
        one.flush(Duration.ZERO);
        begun.await();

        WriteBehind<String, String> two = queue(held().tries(1).lease(LEASE));

        eventually(() -> assertThat(two.backlog()).isEqualTo(new Backlog(0, 0, 1, Duration.ZERO)));
        assertThat(two.poisoned(20)).hasSize(1);
        assertThat(writer.rows()).hasSize(19);
    }

    @Test
    void a_call_that_could_outlast_its_claim_is_not_begun() throws Exception {
        Slow slow = new Slow();
        WriteBehindSchema<String, String> schema = new WriteBehindSchema<>(name, Codec.string(), slow);
        AtomicInteger readsAtCall = new AtomicInteger();
        try (WriteBehind<String, String> queue = WriteBehind.on(
                redis, schema, quick().lease(LEASE).build(), batch -> readsAtCall.set(slow.reads.get()))) {
            queue.put("a", "1");
            eventually(() -> assertThat(queue.backlog().unwritten()).isZero());
            assertThat(queue.stats()).returns(1L, WriteBehindStats::batches);
        }

        assertThat(readsAtCall.get()).as("claimed again first").isGreaterThan(1);
        assertThat(events.told).isEmpty();
    }

    /** Reads the first value for so long that less than the lease is left. */
    private final class Slow implements Codec<String> {
        final AtomicInteger reads = new AtomicInteger();

        @Override
        public byte[] encode(String value) {
            return Codec.string().encode(value);
        }

        @Override
        public String decode(byte[] data) {
            if (reads.incrementAndGet() == 1) {
                eventually(() -> assertThat(leaseLeft()).isLessThan(LEASE.toMillis()));
            }
            return Codec.string().decode(data);
        }

        @Override
        public long fingerprint() {
            return 1;
        }
    }

    /** In milliseconds, by the server's clock. */
    private long leaseLeft() {
        Double ends = raw.zscore("cache-write:{" + name + "}:claimed", "a");
        return ends == null ? 0 : ends.longValue() - now();
    }

    private long now() {
        return ((Number) raw.eval("local t = redis.call('TIME') return t[1] * 1000 + math.floor(t[2] / 1000)"))
                .longValue();
    }
}
