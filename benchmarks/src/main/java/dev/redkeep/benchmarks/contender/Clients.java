package dev.redkeep.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.ConnectionMode;
import dev.redkeep.core.client.Redis;
import java.net.URI;
import java.util.function.Consumer;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.cache.RedisCacheWriter.RedisCacheWriterConfigurer;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.RedisClient;

/** The clients as all measurements set them up. */
public final class Clients {
    private Clients() {}

    /** Ours, with shared connections. */
    public static Redis ours(URI server) {
        return Redis.connect(Target.of(server).options().toBuilder()
                .connectionMode(ConnectionMode.SHARED)
                .build());
    }

    /** A pool of 64. */
    public static RedisClient jedis(URI server) {
        return RawJedis.client(Target.of(server));
    }

    /** Its own defaults, but text as it is. */
    public static RedissonClient redisson(URI server) {
        return redisson(Target.of(server));
    }

    static RedissonClient redisson(Target target) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.useSingleServer().setAddress("redis://" + target.host() + ":" + target.port());
        target.user().ifPresent(config::setUsername);
        target.password().ifPresent(config::setPassword);
        return org.redisson.Redisson.create(config);
    }

    /** Lettuce under Spring Data, as Spring Boot sets it up. */
    public static LettuceConnectionFactory spring(URI server) {
        return spring(Target.of(server));
    }

    static LettuceConnectionFactory spring(Target target) {
        RedisStandaloneConfiguration server = new RedisStandaloneConfiguration(target.host(), target.port());
        target.user().ifPresent(server::setUsername);
        target.password().ifPresent(server::setPassword);
        LettuceConnectionFactory connections = new LettuceConnectionFactory(server);
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }

    /** A cache as Spring's manager makes it, but whoever writes or clears waits until it is done: by itself it does not. */
    public static org.springframework.cache.Cache springCache(
            LettuceConnectionFactory connections,
            String name,
            RedisSerializer<?> values,
            Consumer<RedisCacheWriterConfigurer> writing) {
        RedisCacheWriter writer =
                RedisCacheWriter.create(connections, configurer -> writing.accept(configurer.immediateWrites()));
        RedisCacheManager manager = RedisCacheManager.builder(writer)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(Data.SESSION_AGE)
                        .serializeValuesWith(SerializationPair.fromSerializer(values)))
                .build();
        manager.afterPropertiesSet();
        return requireNonNull(manager.getCache(name));
    }
}
