package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is so large that everyone behind it would wait: it goes by a connection of its own, and its answer comes back whole. */
@RedisTest
@Timeout(300)
class LaneGiantTest {
    private static final int GIANT = 2 << 20;
    private static final Key SMALL = TEXT.key("small");

    private final RedisServer server;
    private final Redis redis;

    LaneGiantTest(RedisServer server) {
        this.server = server;
        this.redis = Redis.connect(Fixture.options(server).toBuilder()
                .connectionMode(ConnectionMode.SHARED)
                .build());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    /** Without a period that a misplaced piece could hide behind. */
    private static byte[] giant() {
        byte[] value = new byte[GIANT];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (i * 31 + (i >> 8) * 17 + (i >> 16));
        }
        return value;
    }

    private static void write(Redis redis, byte[] value) {
        redis.execute("test.set", KEY, commands -> commands.set(KEY.bytes(), value));
    }

    /** The server's names for its connections that did this last. */
    private List<String> last(String command) {
        String list = new String((byte[]) requireNonNull(raw(server, "CLIENT", "LIST")), UTF_8);
        return list.lines()
                .filter(line -> line.contains(" cmd=" + command + " "))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void a_giant_goes_by_a_side_connection() {
        await().atMost(GENEROUS).until(() -> {
            IntStream.range(0, 64).parallel().forEach(i -> Fixture.get(redis, SMALL));
            return last("get").size() == 2;
        });
        List<String> lanes = last("get");
        Fixture.set(redis, SMALL, "x");
        assertThat(lanes).containsAll(last("set"));
        write(redis, giant());

        assertThat(last("set"))
                .hasSize(2)
                .areExactly(1, new Condition<>(id -> !lanes.contains(id), "beside the lanes"));
        assertThat(redis.execute("test.get", KEY, commands -> commands.get(KEY.bytes())))
                .hasValue(giant());
    }

    @Test
    void small_commands_go_on_while_giants_are_written() throws Exception {
        Fixture.set(redis, SMALL, "x");
        ExecutorService callers = Executors.newFixedThreadPool(3);
        AtomicBoolean stop = new AtomicBoolean();
        List<AtomicInteger> reads = List.of(new AtomicInteger(), new AtomicInteger());
        try {
            List<CompletableFuture<Void>> readers = reads.stream()
                    .map(count -> CompletableFuture.runAsync(() -> readUntil(stop, count), callers))
                    .toList();
            await().atMost(GENEROUS).until(() -> reads.stream().allMatch(count -> count.get() > 0));
            reads.forEach(count -> count.set(0));
            byte[] giant = giant();
            for (int i = 0; i < 20 || reads.stream().anyMatch(count -> count.get() < 2); i++) {
                write(redis, giant);
            }
            stop.set(true);
            for (CompletableFuture<Void> reader : readers) {
                reader.get(120, TimeUnit.SECONDS);
            }
        } finally {
            stop.set(true);
            callers.shutdownNow();
        }
    }

    private void readUntil(AtomicBoolean stop, AtomicInteger reads) {
        while (!stop.get()) {
            assertThat(Fixture.get(redis, SMALL)).hasValue("x");
            reads.incrementAndGet();
        }
    }

    @Test
    void a_batch_with_a_giant_among_it_is_answered_in_order() {
        byte[] giant = giant();
        List<Key> keys = List.of(SMALL, KEY, TEXT.key("last"));
        List<Outcome<String>> written = redis.executeAll(
                "test.set", keys, (commands, key) -> commands.set(key.bytes(), key.equals(KEY) ? giant : key.bytes()));
        assertThat(written).allSatisfy(one -> assertThat(one.get()).hasValue("OK"));

        List<Outcome<byte[]>> read = redis.executeAll("test.get", keys, (commands, key) -> commands.get(key.bytes()));
        assertThat(read.get(0).get()).hasValue(SMALL.bytes());
        assertThat(read.get(1).get()).hasValue(giant);
        assertThat(read.get(2).get()).hasValue(keys.get(2).bytes());
    }

    @Test
    void a_giant_needs_no_thread_that_waits_either() throws Exception {
        byte[] giant = giant();
        assertThat(redis.executeAsync("test.set", KEY, commands -> commands.set(KEY.bytes(), giant))
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .hasValue("OK");
        assertThat(redis.executeAsync("test.get", KEY, commands -> commands.get(KEY.bytes()))
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .hasValue(giant);
    }

    @Test
    void giant_replies_come_whole_to_many_at_once_and_small_ones_between_them() throws Exception {
        byte[] giant = giant();
        write(redis, giant);
        Fixture.set(redis, SMALL, "x");
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Boolean>> whole = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> i % 2 == 0
                                    ? Fixture.get(redis, SMALL).equals(Optional.of("x"))
                                    : redis.execute("test.get", KEY, commands -> commands.get(KEY.bytes()))
                                            .filter(value -> Arrays.equals(value, giant))
                                            .isPresent(),
                            callers))
                    .toList();
            for (CompletableFuture<Boolean> one : whole) {
                assertThat(one.get(120, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
