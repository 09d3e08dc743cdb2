package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Lookout;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts a cache together from what is asked for. */
final class Caches {
    /** How long a lease outlives the load that it is for. */
    private static final Duration AFTER_LOAD = Duration.ofSeconds(1);

    /** How much larger a value may be than it is stored: more is taken for an attack on the memory. */
    private static final long MOST_INFLATED = 64;

    private static final int LARGEST = 1 << 30;

    private Caches() {}

    static <K, V> LoadingCache<K, V> on(
            Redis redis,
            CacheSchema<K, V> schema,
            CacheOptions options,
            @Nullable CacheLoader<? super K, ? extends V> loader) {
        requireNonNull(redis, "redis");
        requireNonNull(schema, "schema");
        requireNonNull(options, "options");
        Demands.check(redis, schema, options);
        CacheListener listener = new GuardedCacheListener(options.listener);
        Report report = new Report(new Tally(), listener, schema.pattern.template());
        return new DefaultCache<>(source(redis, schema, options, report), schema, loader, report.tally);
    }

    private static <K, V> Source<K, V> source(
            Redis redis, CacheSchema<K, V> schema, CacheOptions options, Report report) {
        if (!redis.features().cache()) {
            return new SwitchedOff<>(schema, options, report);
        }
        RedisSource<K, V> below = onRedis(redis, schema, options, report);
        return options.local.isEmpty() ? below : near(below, redis, schema, options, report);
    }

    private static <K, V> Source<K, V> near(
            RedisSource<K, V> below, Redis redis, CacheSchema<K, V> schema, CacheOptions options, Report report) {
        try {
            return Nearby.over(below, redis, schema, options, report);
        } catch (RuntimeException notFollowed) {
            below.close();
            throw notFollowed;
        }
    }

    /** The level in Redis. */
    static <K, V> RedisSource<K, V> onRedis(
            Redis redis, CacheSchema<K, V> schema, CacheOptions options, Report report) {
        Redis bounded = redis.within(options.deadline);
        Redis patient = redis.within(Lookout.patience(options.deadline));
        boolean noted = Demands.noted(schema, options);
        Codec<V> codec = codec(schema, options);
        EntryKeys<K> keys = new EntryKeys<>(schema, noted, options.announced);
        Duration leaseTime = options.loadTimeout.plus(AFTER_LOAD);
        MarkBoard board =
                new MarkBoard(bounded, keys, Lifetimes.longest(schema, options).map(leaseTime::plus));
        Reader<K, V> reader = new Reader<>(bounded, schema, codec, board, options.maxValueBytes, report);
        Lifetimes<K, V> lifetimes = new Lifetimes<>(schema, options);
        Drafts<K, V> drafts = new Drafts<>(schema, codec, noted, lifetimes, options.maxValueBytes, report);
        Times times = new Times(bounded);
        Entries<K, V> entries = new Entries<>(
                bounded, keys, reader, drafts, new MarkTaker<>(board, keys, schema), times, report, leaseTime, noted);
        return new RedisSource<>(
                entries,
                new Freshness<>(bounded, times, options),
                new Answering<>(times, options, report.tally),
                new Loads(schema.pattern.template(), options),
                new Guard(key -> patient.runAsync(CacheScripts.TIME.on(key)), options.probeEvery, report),
                report);
    }

    /** Any process reads what another compressed, wherever its threshold is. */
    private static <K, V> Codec<V> codec(CacheSchema<K, V> schema, CacheOptions options) {
        if (schema.documented) {
            return schema.codec;
        }
        int most = (int) Math.min(LARGEST, options.maxValueBytes * MOST_INFLATED);
        int over = options.compressOver >= most ? most : options.compressOver + 1;
        return schema.codec.compressed(over, most);
    }
}
