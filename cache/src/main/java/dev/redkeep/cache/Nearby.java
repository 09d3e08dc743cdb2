package dev.redkeep.cache;

import dev.redkeep.core.client.KeyFeed;
import dev.redkeep.core.client.KeyFeedOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisPermissionException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern2;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Puts this process' memory over the level in Redis, and lets it hear what changes there. */
final class Nearby {
    /** So many times in the promised staleness the server is asked whether it is there: two answers may be late. */
    private static final int BEATS = 3;

    private Nearby() {}

    /**
     * Over a level.
     *
     * @throws IllegalArgumentException if the client cannot follow changes, or its user may not
     * @throws dev.redkeep.core.client.RedisException if no server answers, or it tells of no changes
     */
    static <K, V> NearSource<K, V> over(
            Source<K, V> below, Redis redis, CacheSchema<K, V> schema, CacheOptions cache, Report report) {
        LocalOptions local = cache.local.orElseThrow();
        NearMemory<K, V> memory = new NearMemory<>(
                schema.keys,
                local,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                report);
        String name = schema.pattern.template();
        NearListener listener = new NearListener(memory, key -> mark(name, key), EntryKeys::valueOfNote);
        Key channel = EntryKeys.channel(schema.pattern);
        // By messages only if our scripts publish some.
        KeyFeedOptions options = KeyFeedOptions.of(followed(schema), channel)
                .withHeartbeat(local.staleness().dividedBy(BEATS))
                .withMode(cache.announced ? KeyFeedOptions.Mode.AUTO : KeyFeedOptions.Mode.TRACKING);
        try {
            KeyFeed feed = redis.follow(options, listener);
            return new NearSource<>(below, memory, feed::close);
        } catch (IllegalStateException wrapped) {
            throw new IllegalArgumentException(
                    "local must be left out: it needs a connection of its own, which a wrapped client does not lend. Use"
                            + " Redis.connect",
                    wrapped);
        } catch (RedisPermissionException refused) {
            throw new IllegalArgumentException(
                    "local must be left out, or the user be granted "
                            + (cache.announced
                                    ? "+client|tracking, or +subscribe and the channel &" + channel.text()
                                    : "+client|tracking; or all processes announce what they change, with announced(true) and the"
                                            + " channel &" + channel.text()),
                    refused);
        }
    }

    /** Notes too: what is known to be absent has nothing else. */
    private static List<KeyPattern> followed(CacheSchema<?, ?> schema) {
        return schema.documented
                ? List.of(schema.pattern, EntryKeys.MARK, EntryKeys.notes(schema.pattern))
                : List.of(schema.pattern, EntryKeys.MARK);
    }

    /** All caches' marks begin alike: those of others are not ours. */
    private static Optional<String> mark(String cache, byte[] key) {
        return EntryKeys.MARK
                .parse(key)
                .filter(values -> values.first().equals(cache))
                .map(KeyPattern2.Values::second);
    }
}
