package dev.redkeep.benchmarks.contender;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Bucket4j: the bucket is a value that each client reads, changes and puts back by compare-and-set. */
final class Bucket4j implements Contender {
    private static final ExpirationAfterWriteStrategy EXPIRY =
            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10));

    private final String name;
    private final ProxyManager<byte[]> buckets;
    private final Runnable close;

    private Bucket4j(String name, ProxyManager<byte[]> buckets, Runnable close) {
        this.name = name;
        this.buckets = buckets;
        this.close = close;
    }

    static Bucket4j onJedis(Target target) {
        redis.clients.jedis.RedisClient jedis = RawJedis.client(target);
        ProxyManager<byte[]> buckets = Bucket4jJedis.casBasedBuilder(jedis)
                .expirationAfterWrite(EXPIRY)
                .build();
        return new Bucket4j("Bucket4j", buckets, jedis::close);
    }

    static Bucket4j onLettuce(Target target) {
        RedisClient client = RedisClient.create(Lettuce.uri(target));
        ProxyManager<byte[]> buckets = Bucket4jLettuce.casBasedBuilder(client.connect(ByteArrayCodec.INSTANCE))
                .expirationAfterWrite(EXPIRY)
                .build();
        return new Bucket4j("Bucket4j (Lettuce)", buckets, client::shutdown);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return switch (row) {
            case RATE_LIMIT, RATE_LIMIT_HOT -> {
                BucketConfiguration limit = BucketConfiguration.builder()
                        .addLimit(bucket ->
                                bucket.capacity(Data.rate(row)).refillGreedy(Data.rate(row), Duration.ofSeconds(1)))
                        .build();
                yield Optional.of(() -> permit(row, limit));
            }
            default -> Optional.empty();
        };
    }

    private Object permit(Row row, BucketConfiguration limit) {
        byte[] key = (name + ":" + Data.client(row)).getBytes(StandardCharsets.UTF_8);
        return buckets.builder().build(key, () -> limit).tryConsumeAndReturnRemaining(1);
    }

    @Override
    public void close() {
        close.run();
    }
}
