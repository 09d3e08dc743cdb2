package dev.redkeep.core.client;

import java.util.List;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.PushConsumer;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.PushMessage;
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

    FeedWire(HostAndPort node, JedisClientConfig config) {
        super(node, config);
    }

    @Override
    protected Object protocolRead(RedisInputStream stream, PushConsumerChain consumers) {
        return super.protocolRead(stream, ALL);
    }
}
