package dev.redkeep.core.client;

import dev.redkeep.testing.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisDataException;

/** A lane to a test server, and callers for it. */
final class LaneFixture implements AutoCloseable {
    static final CommandObjects COMMANDS = new CommandObjects(RedisProtocol.RESP3);
    static final Duration LONG = Duration.ofMinutes(2);

    final ExecutorService callers = Executors.newCachedThreadPool();
    final Lane lane;

    LaneFixture(RedisServer server, Duration stall) {
        this(address(server), stall);
    }

    LaneFixture(HostAndPort node, Duration stall) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(60_000)
                .socketTimeoutMillis(60_000)
                .autoNegotiateProtocol(false)
                .build();
        lane = new Lane("test-lane", () -> new LaneWire(node, config), new Backoff(), stall.toNanos());
    }

    static HostAndPort address(RedisServer server) {
        return new HostAndPort(server.host(), server.port());
    }

    <R> R call(CommandObject<R> command, Duration deadline) {
        LaneCall call = LaneCall.blocking(command.getArguments(), false, System.nanoTime() + deadline.toNanos());
        lane.submit(call);
        Object reply = lane.await(call);
        if (reply instanceof JedisDataException refusal) {
            throw refusal;
        }
        return command.getBuilder().build(reply);
    }

    <R> Future<R> start(CommandObject<R> command, Duration deadline) {
        return callers.submit(() -> call(command, deadline));
    }

    <R> CompletableFuture<R> async(CommandObject<R> command) {
        CompletableFuture<R> future = new CompletableFuture<>();
        LaneCall[] holder = new LaneCall[1];
        holder[0] = LaneCall.asynchronous(
                command.getArguments(),
                System.nanoTime() + LONG.toNanos(),
                () -> future.completeAsync(() -> command.getBuilder().build(holder[0].result())));
        lane.submit(holder[0]);
        return future;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        lane.close();
        callers.shutdownNow();
    }
}
