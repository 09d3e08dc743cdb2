package dev.redkeep.benchmarks.caches;

import static dev.redkeep.core.key.Segment.number;

import com.alicp.jetcache.redis.RedisCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.redkeep.benchmarks.contender.Clients;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.cache.LocalOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.map.MapLoader;
import org.redisson.api.options.MapOptions;
import org.redisson.client.codec.StringCodec;
import org.springframework.data.redis.cache.RedisCacheWriter.RedisCacheWriterConfigurer;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** Those that load what they have not, two clients of each. */
final class ColdPeers {
    private static final int CLIENTS = 2;
    private static final int LOCAL = 10_000;
    private static final Duration AGE = Duration.ofHours(1);
    private static final KeyPattern1<Long> VALUES = KeyPattern.of("bench:cold:{n}", number())
            .string()
            .ttl(TtlPolicy.fixed(AGE))
            .owner("benchmarks");

    private final URI server;
    private final Source source;
    private final List<Cold> all = new ArrayList<>();

    private ColdPeers(URI server, Source source) {
        this.server = server;
        this.source = source;
    }

    static List<Cold> on(URI server, Source source) {
        ColdPeers peers = new ColdPeers(server, source);
        peers.add("Caffeine over Jedis, by hand", peers::byHand);
        peers.add("ours", closing -> peers.ours(closing, CacheOptions.defaults()));
        peers.add(
                "ours, two levels",
                closing -> peers.ours(
                        closing,
                        CacheOptions.builder().local(LocalOptions.defaults()).build()));
        peers.add("JetCache", peers::jetCache);
        peers.add("Redisson", peers::redisson);
        peers.add("Spring RedisCache", closing -> peers.spring(closing, writing -> {}));
        peers.add(
                "Spring RedisCache, locking",
                closing -> peers.spring(closing, RedisCacheWriterConfigurer::enableLocking));
        return peers.all;
    }

    private interface Opening {
        /** Connects a client, and tells how it is closed. */
        Cold.Reading open(Consumer<Runnable> closing);
    }

    private void add(String name, Opening opening) {
        List<Runnable> closing = new ArrayList<>();
        List<Cold.Reading> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(opening.open(closing::add));
        }
        all.add(new Cold(name, clients, () -> closing.forEach(Runnable::run)));
    }

    private Cold.Reading ours(Consumer<Runnable> closing, CacheOptions options) {
        Redis redis = Clients.ours(server);
        LoadingCache<Long, String> cache =
                dev.redkeep.cache.Cache.on(redis, CacheSchema.of(VALUES, Codec.string()), options, source::load);
        closing.accept(() -> {
            cache.close();
            redis.close();
        });
        return key -> cache.get(key).orElseThrow();
    }

    /** What one writes first: one load for a key in a process, and Redis between the processes. */
    private Cold.Reading byHand(Consumer<Runnable> closing) {
        RedisClient jedis = Clients.jedis(server);
        Cache<Long, String> local =
                Caffeine.newBuilder().maximumSize(LOCAL).expireAfterWrite(AGE).build();
        closing.accept(jedis::close);
        return key -> local.get(key, n -> {
            String found = jedis.get("by-hand:" + n);
            if (found == null) {
                found = source.load(n);
                jedis.set("by-hand:" + n, found, SetParams.setParams().ex(AGE.toSeconds()));
            }
            return found;
        });
    }

    private Cold.Reading jetCache(Consumer<Runnable> closing) {
        RedisClient jedis = Clients.jedis(server);
        com.alicp.jetcache.Cache<Long, String> cache = RedisCacheBuilder.createRedisCacheBuilder()
                .jedis(jedis)
                .keyPrefix("jetcache:cold:")
                .keyConvertor(Object::toString)
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .expireAfterWrite(AGE.toSeconds(), TimeUnit.SECONDS)
                .cachePenetrateProtect(true)
                .buildCache();
        closing.accept(() -> {
            cache.close();
            jedis.close();
        });
        return key -> cache.computeIfAbsent(key, source::load);
    }

    /** Its maps lock a key while its loader runs. */
    private Cold.Reading redisson(Consumer<Runnable> closing) {
        RedissonClient client = Clients.redisson(server);
        RMap<Long, String> map = client.getMap(MapOptions.<Long, String>name("redisson:cold")
                .codec(StringCodec.INSTANCE)
                .loader(new MapLoader<>() {
                    @Override
                    public String load(Long key) {
                        return source.load(key);
                    }

                    @Override
                    public Iterable<Long> loadAllKeys() {
                        return List.of();
                    }
                }));
        closing.accept(client::shutdown);
        return map::get;
    }

    private Cold.Reading spring(Consumer<Runnable> closing, Consumer<RedisCacheWriterConfigurer> writing) {
        LettuceConnectionFactory connections = Clients.spring(server);
        org.springframework.cache.Cache cache =
                Clients.springCache(connections, "cold", RedisSerializer.string(), writing);
        closing.accept(connections::destroy);
        return key -> cache.get(key, () -> source.load(key));
    }
}
