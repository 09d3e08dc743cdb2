package dev.redkeep.core.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * A connection that a lane writes many commands to before it reads. It can wait for an answer without spoiling the stream
 * if none comes. Only the lane's leader uses it; anyone may {@link #disconnect} it.
 */
class LaneWire extends Connection {
    /** Stands for a nil reply, so that null can mean no reply yet. */
    static final Object NIL = new Object();

    private @Nullable RedisInputStream input;
    /** For the bytes of an answer that has begun: it cannot be left half read. */
    private final int bodyMillis;

    private int timeoutMillis = -1;
    /** From then on, since Jedis would open a new connection by itself, with neither credentials nor database. */
    private final boolean opened;

    LaneWire(HostAndPort node, JedisClientConfig config) {
        this(new DefaultJedisSocketFactory(node, config), config);
    }

    LaneWire(JedisSocketFactory sockets, JedisClientConfig config) {
        super(sockets, config);
        bodyMillis = config.getSocketTimeoutMillis();
        ping();
        opened = true;
    }

    @Override
    public void connect() {
        if (opened && !isConnected()) {
            throw new JedisConnectionException("the connection was closed");
        }
        super.connect();
    }

    /** Whether the server has closed it, while nothing was asked. */
    boolean ended() {
        try {
            awaitReply(1);
            return false;
        } catch (JedisConnectionException closed) {
            return true;
        }
    }

    void push() {
        flush();
    }

    void write(CommandArguments arguments) {
        if (arguments instanceof Transaction transaction) {
            transaction.write(this::sendCommand);
        } else {
            sendCommand(arguments);
        }
    }

    /**
     * Waits until an answer begins.
     *
     * @return false if none did in time; nothing was read then
     */
    boolean awaitReply(int millis) {
        bound(millis);
        try {
            input().peek((byte) 0);
            return true;
        } catch (JedisConnectionException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                return false;
            }
            setBroken();
            throw e;
        }
    }

    private void bound(int millis) {
        if (millis != timeoutMillis) {
            setSoTimeout(millis);
            timeoutMillis = millis;
        }
    }

    private RedisInputStream input() {
        if (input == null) {
            throw new IllegalStateException("the handshake read nothing");
        }
        return input;
    }

    /** What {@link #awaitReply} looks at from now on. */
    final void readBy(RedisInputStream stream) {
        input = stream;
    }

    /** Reads an answer: a value, {@link #NIL}, or the error that the server answered. */
    Object read() {
        bound(bodyMillis);
        try {
            Object reply = readProtocolWithCheckingBroken();
            return reply == null ? NIL : reply;
        } catch (JedisDataException refusal) {
            return refusal;
        }
    }

    /** Closes the socket, from whatever thread. */
    void end() {
        try {
            forceDisconnect();
        } catch (IOException ignored) {
            // It was closed already.
        }
    }

    @Override
    protected Object protocolRead(RedisInputStream stream, PushConsumerChain consumers) {
        readBy(stream);
        return super.protocolRead(stream, consumers);
    }
}
