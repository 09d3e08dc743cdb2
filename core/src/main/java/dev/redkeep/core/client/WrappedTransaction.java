package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** A transaction by a client that the application already has. Jedis' Cluster clients have none, but lend their connections. */
final class WrappedTransaction {
    private static final int MAX_REDIRECTIONS = 5;

    private final UnifiedJedis jedis;
    private final Transaction transaction;

    WrappedTransaction(UnifiedJedis jedis, Transaction transaction) {
        this.jedis = jedis;
        this.transaction = transaction;
    }

    /** What each command answered. */
    @SuppressWarnings("deprecation") // an application may still have the older class
    List<?> run() {
        if (jedis instanceof RedisClusterClient cluster) {
            return routed(cluster::getConnectionFromSlot, cluster.getClusterNodes());
        } else if (jedis instanceof redis.clients.jedis.JedisCluster cluster) {
            return routed(cluster::getConnectionFromSlot, cluster.getClusterNodes());
        }
        try (AbstractTransaction multi = jedis.multi()) {
            transaction.commands().forEach(multi::executeCommand);
            return transaction.checked(multi.exec());
        } catch (JedisDataException aborted) {
            throw aborted.getSuppressed().length > 0
                            && aborted.getSuppressed()[0] instanceof JedisDataException refusal
                            && String.valueOf(aborted.getMessage()).startsWith("EXECABORT")
                    ? refusal
                    : aborted;
        }
    }

    private List<?> routed(IntFunction<Connection> bySlot, Map<String, ConnectionPool> nodes) {
        int slot = transaction.getKeyHashSlots().iterator().next();
        JedisRedirectionException redirection = null;
        for (int tries = 0; tries <= MAX_REDIRECTIONS; tries++) {
            try (Connection connection = redirection == null ? bySlot.apply(slot) : to(redirection, bySlot, nodes)) {
                if (redirection instanceof JedisAskDataException) {
                    connection.executeCommand(new CommandArguments(Command.ASKING));
                }
                return transaction.built((List<?>) transaction.exchange(connection));
            } catch (JedisRedirectionException elsewhere) {
                redirection = elsewhere;
            }
        }
        throw requireNonNull(redirection);
    }

    /** By the node that was named, if the client knows it; else the client learns of it by a command of its own. */
    private Connection to(
            JedisRedirectionException redirection, IntFunction<Connection> bySlot, Map<String, ConnectionPool> nodes) {
        ConnectionPool named = nodes.get(redirection.getTargetNode().toString());
        if (named != null) {
            return named.getResource();
        }
        jedis.executeCommand(
                new CommandObject<>(new CommandArguments(Command.EXISTS).key(transaction.key()), BuilderFactory.LONG));
        return bySlot.apply(redirection.getSlot());
    }
}
