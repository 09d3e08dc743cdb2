package dev.redkeep.core.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Builder;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.KeyValue;

/** The client that an application already has, with its own executor, pool and time limits. That is never closed here. */
final class WrappedTransport implements Transport {
    private final UnifiedJedis jedis;
    private final CommandObjects commands;
    private final boolean cluster;
    /** The client does not tell how many connections it has. */
    private final AsyncThreads threads =
            new AsyncThreads(PoolOptions.defaults().maxConnections(), NotSentException::late);

    WrappedTransport(UnifiedJedis jedis) {
        this.jedis = jedis;
        this.commands = new CommandObjects(protocol(jedis));
        this.cluster = isClusterClient(jedis) || isClusterNode(jedis);
    }

    @SuppressWarnings("deprecation") // an application may still have the older class
    private static boolean isClusterClient(UnifiedJedis jedis) {
        return jedis instanceof RedisClusterClient || jedis instanceof redis.clients.jedis.JedisCluster;
    }

    /** A client can be put together from parts, so that its class tells nothing. Who may not ask has no Cluster. */
    private static boolean isClusterNode(UnifiedJedis jedis) {
        try {
            return jedis.executeCommand(new CommandObject<>(
                            new CommandArguments(Command.INFO).add("cluster"), BuilderFactory.STRING))
                    .contains("cluster_enabled:1");
        } catch (JedisDataException forbidden) {
            return false;
        }
    }

    /** Asks the server, since a client does not tell. {@code HELLO} without arguments changes nothing. */
    private static RedisProtocol protocol(UnifiedJedis jedis) {
        Builder<Boolean> speaksResp3 = new Builder<>() {
            @Override
            public Boolean build(Object data) {
                List<?> reply = (List<?>) data;
                return !reply.isEmpty() && reply.get(0) instanceof KeyValue;
            }
        };
        try {
            boolean resp3 = jedis.executeCommand(new CommandObject<>(new CommandArguments(Command.HELLO), speaksResp3));
            return resp3 ? RedisProtocol.RESP3 : RedisProtocol.RESP2;
        } catch (JedisDataException forbidden) {
            return RedisProtocol.RESP2;
        }
    }

    @Override
    public CommandObjects commands() {
        return commands;
    }

    @Override
    @SuppressWarnings("unchecked") // what a transaction answers is a list
    public <R> R execute(CommandObject<R> command, long deadline) {
        if (command.getArguments() instanceof Transaction transaction) {
            return (R) new WrappedTransaction(jedis, transaction).run();
        }
        return jedis.executeCommand(command);
    }

    @Override
    public <R> CompletableFuture<R> executeAsync(CommandObject<R> command, long deadline) {
        return threads.run(() -> execute(command, deadline), LaneCall.bytes(command.getArguments()), deadline);
    }

    @Override
    public <R> List<Outcome<R>> executeAll(List<CommandObject<R>> batch, long deadline) {
        List<Response<R>> responses = new ArrayList<>(batch.size());
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            batch.forEach(command -> responses.add(pipeline.executeCommand(command)));
            pipeline.sync();
        } catch (JedisException away) {
            return batch.stream().map(command -> Outcome.<R>failed(away)).toList();
        }
        List<Outcome<R>> outcomes = new ArrayList<>(batch.size());
        for (Response<R> response : responses) {
            outcomes.add(outcome(response));
        }
        return outcomes;
    }

    private static <R> Outcome<R> outcome(Response<R> response) {
        try {
            return Outcome.of(response.get());
        } catch (RuntimeException failure) {
            return Outcome.failed(failure);
        }
    }

    @Override
    public MessageHub listen(Duration heartbeat, MessageListener listener) {
        throw new IllegalStateException(
                "a wrapped client has no connections for messages: listen by one of Redis.connect, beside it");
    }

    @Override
    public KeyFeed follow(KeyFeedOptions options, KeyFeedListener listener, long deadline) {
        throw new IllegalStateException(
                "a wrapped client has no connections for a feed: follow keys by one of Redis.connect," + " beside it");
    }

    @Override
    public Optional<PoolFigures> pool() {
        return Optional.empty();
    }

    @Override
    public boolean cluster() {
        return cluster;
    }

    @Override
    public void close() {
        threads.close(); // the application closes its own client
    }
}
