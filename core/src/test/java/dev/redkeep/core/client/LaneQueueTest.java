package dev.redkeep.core.client;

import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;

/** What waits for a lane is bounded, in number and in bytes; and what is more than that at a time still goes through. */
@Timeout(300)
class LaneQueueTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final int MEGABYTE = 1_000_000;

    private final LaneQueue queue = new LaneQueue();

    private static LaneCall call(String argument) {
        return call(COMMANDS.echo(argument).getArguments());
    }

    private static LaneCall call(CommandArguments arguments) {
        return LaneCall.asynchronous(arguments, 0, () -> {});
    }

    private int offerUntilRefused(String argument) {
        CommandArguments arguments = COMMANDS.echo(argument).getArguments();
        int taken = 0;
        while (taken < 20_000 && queue.offer(call(arguments))) {
            taken++;
        }
        return taken;
    }

    @Test
    void calls_are_bounded_in_number() {
        assertThat(offerUntilRefused("x")).isEqualTo(LaneQueue.MAX_CALLS);
        assertThat(queue.poll()).isNotNull();
        assertThat(offerUntilRefused("x")).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(LaneQueue.MAX_CALLS);
    }

    @Test
    void calls_are_bounded_in_bytes() {
        String large = "x".repeat(MEGABYTE);
        int most = (int) (LaneQueue.MAX_BYTES / call(large).bytes);
        assertThat(offerUntilRefused(large)).isEqualTo(most).isBetween(60, 70);
        assertThat(queue.offer(call("small"))).isTrue();
        assertThat(queue.poll()).isNotNull();
        assertThat(offerUntilRefused(large)).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(most + 1);
    }

    @Test
    void the_counts_are_right_after_many_threads_offered_and_one_took() throws Exception {
        AtomicInteger offered = new AtomicInteger();
        AtomicInteger offering = new AtomicInteger(8);
        List<CompletableFuture<Void>> callers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 20_000; n++) {
                        offered.addAndGet(queue.offer(call("x".repeat(n % 50))) ? 1 : 0);
                    }
                    offering.decrementAndGet();
                }))
                .toList();
        int taken = 0;
        while (offering.get() > 0 || !queue.isEmpty()) {
            taken += queue.poll() == null ? 0 : 1;
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(120, TimeUnit.SECONDS);
        }
        assertThat(taken).isEqualTo(offered.get());
        assertThat(queue.size()).isZero();
        assertThat(offerUntilRefused("x")).isEqualTo(LaneQueue.MAX_CALLS);
    }

    @Test
    void a_stuck_server_holds_no_more_bytes_than_the_bound_and_answers_all_of_them_later(RedisServer server) {
        String large = "x".repeat(MEGABYTE);
        try (LaneFixture lane = new LaneFixture(server, LONG)) {
            lane.call(COMMANDS.ping(), LONG);
            server.pause();
            List<CompletableFuture<String>> waiting = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (waiting.size() < 500) {
                            waiting.add(lane.async(COMMANDS.echo(large)));
                        }
                    })
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("too many callers");

            assertThat(lane.lane.queued()).isLessThanOrEqualTo(67);
            assertThat(waiting).hasSizeBetween(60, 140); // some fit into the socket, whose size is the system's
            server.resume();
            waiting.forEach(one ->
                    assertThat(one.orTimeout(120, TimeUnit.SECONDS).join()).hasSize(MEGABYTE));
        }
    }

    @Test
    void a_stuck_server_holds_no_more_calls_than_the_bound_and_answers_all_of_them_later(RedisServer server) {
        try (LaneFixture lane = new LaneFixture(server, LONG)) {
            lane.call(COMMANDS.ping(), LONG);
            server.pause();
            List<CompletableFuture<String>> waiting = new ArrayList<>();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            waiting.add(lane.async(COMMANDS.echo("x")));
                        }
                    })
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("too many callers");

            assertThat(waiting).hasSizeLessThan(100_000);
            server.resume();
            waiting.forEach(one -> assertThat(one.join()).isEqualTo("x"));
        }
    }

    @Test
    void a_batch_of_more_keys_than_the_queue_takes_is_answered(RedisServer server) {
        RedisOptions shared = RedisOptions.of(server.uri()).toBuilder()
                .connectionMode(ConnectionMode.SHARED)
                .timeouts(Fixture.PATIENT)
                .build();
        List<Key> keys = IntStream.range(0, 20_000)
                .mapToObj(i -> Fixture.TEXT.key("n" + i))
                .toList();
        try (Redis redis = Redis.connect(shared)) {
            Redis patient = redis.within(LONG);
            assertThat(patient.executeAll("test.set", keys, (commands, key) -> commands.set(key.text(), key.text())))
                    .hasSize(keys.size())
                    .allSatisfy(outcome -> assertThat(outcome.get()).contains("OK"));
            assertThat(patient.executeAll("test.get", keys, (commands, key) -> commands.get(key.text())).stream()
                            .map(outcome -> outcome.get().orElseThrow()))
                    .containsExactlyElementsOf(keys.stream().map(Key::text).toList());
        }
    }
}
