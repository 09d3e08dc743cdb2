package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.PushConsumer;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.PushMessage;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.RedisInputStream;

/** A connection whose reader gets what the server says of its own accord, in its place among the answers. */
final class FeedWire extends LaneWire {
    /** Jedis drops what no consumer wants handed on. */
    private static final PushConsumerChain ALL = new PushConsumerChain() {
        @Override
        public PushMessage process(PushMessage push) {
            return push;
        }

        @Override
        public List<PushConsumer> getConsumers() {
            return List.of();
        }
    };

    /** In place of Jedis' own, which holds nothing once the handshake is answered: nobody was asked to tell anything yet. */
    private final FeedStream ahead;

    private @Nullable Runnable drained;

    FeedWire(HostAndPort node, JedisClientConfig config) {
        this(new KeptSocket(node, config), config);
    }

    private FeedWire(KeptSocket socket, JedisClientConfig config) {
        super(socket, config);
        try {
            ahead = new FeedStream(socket.opened().getInputStream(), this::drained);
            readBy(ahead);
        } catch (IOException closed) {
            throw new JedisConnectionException(closed);
        }
    }

    /** Jedis tells nobody what it reads from. */
    private static final class KeptSocket extends DefaultJedisSocketFactory {
        private @Nullable Socket opened;

        KeptSocket(HostAndPort node, JedisClientConfig config) {
            super(node, config);
        }

        @Override
        public Socket createSocket() {
            Socket created = super.createSocket();
            opened = created;
            return created;
        }

        Socket opened() {
            return requireNonNull(opened);
        }
    }

    /** What is to be called from now on, by the reader, before it may wait for more than it has. */
    void beforeWaiting(Runnable call) {
        drained = call;
    }

    /** Whether the reader has more already: perhaps only a part. */
    boolean holdsMore() {
        return ahead.holdsMore();
    }

    private void drained() {
        if (drained != null) {
            drained.run();
        }
    }

    @Override
    protected Object protocolRead(RedisInputStream stream, PushConsumerChain consumers) {
        @Nullable FeedStream own = ahead; // none while the superclass is built
        return super.protocolRead(own == null ? stream : own, ALL);
    }
}
