package dev.redkeep.benchmarks.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.redkeep.benchmarks.live.Handler;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import dev.redkeep.pubsub.topic.DurableTopic;
import dev.redkeep.pubsub.topic.TopicConsumer;
import dev.redkeep.pubsub.topic.TopicListener;
import dev.redkeep.pubsub.topic.TopicOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.redisson.api.RReliableTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntryBinary;

/** Each with its topic and one consumer, as its manual tells to. */
final class Clients {
    private static final int KEPT = 100_000;
    private static final KeyPattern1<String> TOPICS = KeyPattern.of("bench:topic:{client}", Segment.text()).stream()
            .fixed(Duration.ofHours(1))
            .owner("benchmarks");

    private Clients() {}

    static List<Client> on(URI server) {
        return List.of(ours(server), byHand(server), redisson(server));
    }

    /** With the default options. */
    static Client ours(URI server) {
        Handler handler = new Handler();
        Redis redis = dev.redkeep.benchmarks.contender.Clients.ours(server);
        DurableTopic<byte[]> topic = DurableTopic.on(
                redis,
                TOPICS.key("ours"),
                Codec.bytes(),
                TopicOptions.defaults().withMaxLength(KEPT),
                TopicListener.NO_OP);
        TopicConsumer consumer = topic.consume("bench", message -> handler.take(message.value()));
        return new Client("ours", topic::publish, handler, () -> {
            consumer.close();
            redis.close();
        });
    }

    static Client redisson(URI server) {
        Handler handler = new Handler();
        RedissonClient client = dev.redkeep.benchmarks.contender.Clients.redisson(server);
        RReliableTopic topic = client.getReliableTopic("bench:topic:redisson", ByteArrayCodec.INSTANCE);
        topic.addListener(byte[].class, (name, message) -> handler.take(message));
        return new Client("Redisson", topic::publish, handler, client::shutdown);
    }

    /** The least that a loop of one's own would do: no retries, nothing taken over, no gaps. */
    static Client byHand(URI server) {
        Handler handler = new Handler();
        Key key = TOPICS.key("by-hand");
        RedisClient jedis = dev.redkeep.benchmarks.contender.Clients.jedis(server);
        byte[] group = {'g'};
        byte[] field = {'m'};
        jedis.xgroupCreate(key.bytes(), group, "0".getBytes(US_ASCII), true);
        XAddParams bounded = XAddParams.xAddParams().maxLen(KEPT).approximateTrimming();
        Thread reader = new Thread(() -> read(jedis, key.bytes(), group, handler), "by-hand");
        reader.setDaemon(true);
        reader.start();
        return new Client(
                "raw Jedis, by hand",
                message -> jedis.xadd(key.bytes(), bounded, Map.of(field, message)),
                handler,
                reader::interrupt);
    }

    private static void read(RedisClient jedis, byte[] key, byte[] group, Handler handler) {
        XReadGroupParams how = XReadGroupParams.xReadGroupParams().count(68).block(1_000);
        Map<byte[], StreamEntryID> from = Map.of(key, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY);
        while (!Thread.currentThread().isInterrupted()) {
            List<Map.Entry<byte[], List<StreamEntryBinary>>> read = jedis.xreadGroupBinary(group, group, how, from);
            if (read != null) {
                List<StreamEntryBinary> entries = read.get(0).getValue();
                entries.forEach(entry -> entry.getFields().values().forEach(handler::take));
                jedis.xack(
                        key,
                        group,
                        entries.stream().map(entry -> bytes(entry.getID())).toArray(byte[][]::new));
            }
        }
    }

    private static byte[] bytes(StreamEntryID id) {
        return id.toString().getBytes(US_ASCII);
    }
}
