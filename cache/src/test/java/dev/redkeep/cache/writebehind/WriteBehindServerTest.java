package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.cache.Patience;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOutOfMemoryException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** A server that is killed and comes back, is away for a while, or is full. */
class WriteBehindServerTest extends QueueFixture {
    private RedisServer server;

    @Override
    Redis connect() {
        return OnServer.connect(server);
    }

    private void start(ServerOptions options) {
        server = RedisServer.start(options);
        open();
    }

    private static ServerOptions durable() {
        return ServerOptions.defaults().withAppendOnly();
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void closing_writes_what_is_left_though_its_connections_were_cut() {
        start(ServerOptions.defaults());
        WriteBehind<String, String> queue = queue(held().closeWithin(LONG));
        IntStream.range(0, 50).forEach(i -> queue.put("k" + i, "v"));
        try (RedisClient raw = Patience.raw(server.uri())) {
            raw.executeCommand(new CommandObject<>(
                    new CommandArguments(Protocol.Command.CLIENT)
                            .add("KILL")
                            .add("TYPE")
                            .add("normal"),
                    BuilderFactory.LONG));
        }
        queue.close();
        assertThat(writer.rows()).hasSize(50);
        assertThat(events.told).noneMatch(event -> event.startsWith("left"));
    }

    @Test
    void what_was_put_is_written_though_the_server_was_killed() throws Exception {
        start(durable());
        CountDownLatch begun = new CountDownLatch(1);
        writer.trouble = batch -> {
            begun.countDown();
            stuck();
        };
        WriteBehind<String, String> queue = queue(held().batch(10));
        IntStream.range(0, 50).forEach(i -> queue.put("k" + i, "v" + i));
        queue.flush(Duration.ZERO);
        begun.await();
        long last = queue.put("k7", "last");
        server.kill();
        release.countDown();
        eventually(() -> assertThat(events.told).anyMatch(event -> event.startsWith("redis")));
        server.restart();

        eventually(
                () -> assertThat(queue.flush(Duration.ofSeconds(1)).complete()).isTrue());

        assertThat(writer.rows()).hasSize(50).containsEntry("k7", "last");
        assertThat(writer.version("k7")).isEqualTo(last);
        assertThat(writer.written()).as("confirmed late, and not written twice").hasSizeBetween(50, 51);
        // Another connection may still be the one that the kill broke, which is told to who uses it next.
        eventually(() -> assertThat(queue.put("k7", "newer")).isGreaterThan(last));
        assertThat(writer.disorder()).isEmpty();
    }

    @Test
    void while_redis_is_away_puts_fail_and_when_it_is_back_workers_go_on() {
        start(durable());
        WriteBehind<String, String> queue = queue(quick());
        server.stop();
        assertThatThrownBy(() -> queue.put("a", "1")).isInstanceOf(RedisException.class);
        eventually(() -> assertThat(queue.stats().redisFailures()).isGreaterThan(2));
        server.restart();

        eventually(() -> queue.put("a", "1"));
        eventually(() -> assertThat(writer.rows()).containsEntry("a", "1"));
    }

    @Test
    void closing_while_redis_is_away_ends_and_says_that_it_does_not_know_what_is_left() {
        start(durable());
        WriteBehind<String, String> queue = queue(held().closeWithin(LONG));
        queue.put("a", "1");
        server.stop();

        queue.close();

        assertThat(events.told).contains("left -1");
        server.restart();
        queue(anotherClient(), quick(), writer);
        WriteBehind<String, String> again = queue(anotherClient(), held(), writer);
        eventually(
                () -> assertThat(again.flush(Duration.ofSeconds(1)).complete()).isTrue());
        assertThat(writer.rows()).containsEntry("a", "1");
    }

    @Test
    void a_server_without_memory_refuses_puts_and_still_lets_the_queue_drain() throws Exception {
        start(ServerOptions.defaults());
        WriteBehind<String, String> queue = queue(held().batch(10));
        String value = "x".repeat(1_000);
        IntStream.range(0, 200).forEach(i -> queue.put("k" + i, value));
        try (RedisClient raw = Patience.raw(server.uri())) {
            raw.configSet("maxmemory", "1");
        }
        assertThatThrownBy(() -> queue.put("more", value)).isInstanceOf(RedisOutOfMemoryException.class);
        assertThatThrownBy(() -> queue.put("k1", "other")).isInstanceOf(RedisOutOfMemoryException.class);

        queue.flush(Duration.ZERO);

        eventually(() -> assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO)));
        assertThat(writer.rows()).hasSize(200).containsEntry("k1", value);
    }
}
