package dev.redkeep.cache.document;

import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheLoader;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.schema.CacheKeys;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists of publications, as D15 describes them: {@code shouts:{params}}, 5 min, a JSON array. A change of a publication forgets the lists of
 * its author and of its topics, and those of neither. The older key of a topic's list (D14, {@code topic_shouts_{topic_id}}) is read
 * where it is there and removed on a change, never written. If the application switched caching off, neither is sent. Safe to share
 * between threads.
 *
 * @param <S> a publication
 */
public final class PublicationCache<S> implements AutoCloseable {
    private final Redis redis;
    private final KeyPattern1<Long> older;
    private final Codec<List<S>> codec;
    private final LoadingCache<PublicationQuery, List<S>> lists;
    private volatile boolean closed;

    private PublicationCache(
            Redis redis, KeyPattern1<Long> older, Codec<List<S>> codec, LoadingCache<PublicationQuery, List<S>> lists) {
        this.redis = redis;
        this.older = older;
        this.codec = codec;
        this.lists = lists;
    }

    /**
     * A cache of publications.
     *
     * @param <S> a publication
     * @param redis the client; it stays the application's to close
     * @param layout documented; or hardened, which a Redis Cluster needs
     * @param codec writes lists as JSON arrays, such as {@code Codec.json(new TypeReference<List<Shout>>() {})}
     * @param options how it behaves
     * @param loader reads a list
     * @return the cache; close it
     * @throws IllegalArgumentException as {@link Cache#on(Redis, CacheSchema, CacheOptions, CacheLoader)}
     */
    public static <S> PublicationCache<S> on(
            Redis redis,
            KeyLayout layout,
            Codec<List<S>> codec,
            CacheOptions options,
            CacheLoader<PublicationQuery, List<S>> loader) {
        KeyPattern1<String> pattern = CacheKeys.SHOUTS.in(layout);
        CacheSchema<PublicationQuery, List<S>> schema = CacheSchema.<PublicationQuery, List<S>>documented(
                        pattern, query -> pattern.key(query.toString()), codec)
                .taggedBy((query, list) -> query.tags());
        return new PublicationCache<>(
                redis, CacheKeys.TOPIC_SHOUTS.in(layout), codec, Cache.on(redis, schema, options, loader));
    }

    /**
     * The publications of a query.
     *
     * @param query which
     * @return the list; empty if there are none
     * @throws dev.redkeep.cache.CacheLoadException as {@link Cache#get}
     */
    public List<S> get(PublicationQuery query) {
        return lists.get(query).orElse(List.of());
    }

    /**
     * A topic's publications, by the older key.
     *
     * @param topic the topic's id
     * @return the list that another program left there; empty if none did, or it cannot be read
     * @throws dev.redkeep.core.client.RedisException if Redis failed
     * @throws IllegalStateException if this was closed
     */
    public Optional<List<S>> older(long topic) {
        Key key = older.key(topic);
        if (closed) {
            throw new IllegalStateException("The cache of " + CacheKeys.SHOUTS.template() + " is closed");
        }
        if (!redis.features().cache()) {
            return Optional.empty();
        }
        try {
            return redis.execute("publications.older", key, commands -> commands.get(key.bytes()))
                    .flatMap(this::read);
        } catch (RedisWrongTypeException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<List<S>> read(byte[] data) {
        try {
            return Optional.of(codec.decode(data));
        } catch (RuntimeException unreadable) { // a codec of the application's may throw anything
            return Optional.empty();
        }
    }

    /**
     * Forgets all lists that may show a publication. Call it when it was committed: made, changed or deleted; for one that moved, with its former
     * author and topics too. A round trip for each author and topic, and two more.
     *
     * @param authors its authors' ids
     * @param topics its topics' ids
     * @throws dev.redkeep.core.client.RedisException if Redis failed
     * @throws IllegalStateException if this was closed
     */
    public void changed(Collection<Long> authors, Collection<Long> topics) {
        Stream.of(
                        Stream.of("any"),
                        authors.stream().map(author -> "author:" + author),
                        topics.stream().map(topic -> "topic:" + topic))
                .flatMap(tags -> tags)
                .forEach(lists::invalidateTag);
        if (!redis.features().cache()) {
            return;
        }
        redis.executeAll(
                        "publications.forget-older",
                        topics.stream().map(older::key).toList(),
                        (commands, key) -> commands.unlink(key.bytes()))
                .forEach(Outcome::get);
    }

    /**
     * The cache of the lists, for statistics and warming.
     *
     * @return the cache; it is closed with this
     */
    public LoadingCache<PublicationQuery, List<S>> lists() {
        return lists;
    }

    /** Closes the cache of the lists; what Redis holds stays. Nothing can be called from then on, as {@link Cache#close} has it. */
    @Override
    public void close() {
        closed = true;
        lists.close();
    }
}
