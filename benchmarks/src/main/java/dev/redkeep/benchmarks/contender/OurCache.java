package dev.redkeep.benchmarks.contender;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.cache.LocalOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Our cache of two levels. It is opened when a row asks for it: its feed would hear all that the other rows write. */
final class OurCache implements AutoCloseable {
    private static final KeyPattern1<Long> VALUES = KeyPattern.of("bench:cache:{n}", number())
            .string()
            .persistent("the server is emptied after the run")
            .owner("benchmarks");

    private final Redis redis;
    private volatile @Nullable LoadingCache<Long, String> cache;

    OurCache(Redis redis) {
        this.redis = redis;
    }

    /** Until all are in memory: what another client of ours writes meanwhile is forgotten here. */
    void fill() throws InterruptedException {
        close();
        LocalOptions local =
                LocalOptions.defaults().withMaximumWeight(Data.LOCAL_BYTES).withTimeToLive(Data.LOCAL_AGE);
        LoadingCache<Long, String> opened = dev.redkeep.cache.Cache.on(
                redis,
                CacheSchema.of(VALUES, Codec.string()),
                CacheOptions.builder().local(local).build(),
                key -> Data.kilo());
        cache = opened;
        long before;
        do {
            TimeUnit.MILLISECONDS.sleep(20);
            before = opened.stats().localHits();
            for (long n = 0; n < Data.VALUES; n++) {
                opened.get(n);
            }
        } while (opened.stats().localHits() - before < Data.VALUES);
    }

    Object read() {
        LoadingCache<Long, String> open = cache;
        if (open == null) {
            throw new IllegalStateException("not prepared");
        }
        return open.get(Data.any(Data.VALUES)).orElseThrow();
    }

    @Override
    public void close() {
        LoadingCache<Long, String> open = cache;
        if (open != null) {
            open.close();
        }
    }
}
