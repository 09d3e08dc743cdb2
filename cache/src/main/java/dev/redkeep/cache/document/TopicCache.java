package dev.redkeep.cache.document;

import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.schema.CacheKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Topics and their lists, as D12 and D13 describe them: JSON by id and by slug, JSON arrays of ids; without an end, until they are
 * forgotten. Methods that read load what is missing, and throw what {@link LoadingCache#get} does. Safe to share between threads.
 */
public final class TopicCache {
    private final LoadingCache<Long, Topic> byId;
    private final LoadingCache<String, Topic> bySlug;
    private final LoadingCache<Long, List<Long>> authors;
    private final LoadingCache<Long, List<Long>> followers;

    TopicCache(DocumentedCaches caches, EntityLoader loader) {
        Codec<Topic> codec = Codec.json(Topic.class);
        byId = caches.open(CacheKeys.TOPIC, codec, loader::topic);
        bySlug = caches.open(CacheKeys.TOPIC_BY_SLUG, codec, loader::topicBySlug);
        authors = caches.ids(CacheKeys.TOPIC_AUTHORS, loader::topicAuthors);
        followers = caches.ids(CacheKeys.TOPIC_FOLLOWERS, loader::topicFollowers);
    }

    /**
     * A topic.
     *
     * @param id the id
     * @return the topic; empty if there is none
     */
    public Optional<Topic> get(long id) {
        return byId.get(id);
    }

    /**
     * A topic by the name in addresses.
     *
     * @param slug the name
     * @return the topic; empty if there is none
     */
    public Optional<Topic> bySlug(String slug) {
        return bySlug.get(slug);
    }

    /**
     * Who wrote in a topic.
     *
     * @param topic the topic's id
     * @return their ids; empty if there are none
     */
    public List<Long> authors(long topic) {
        return authors.get(topic).orElse(List.of());
    }

    /**
     * Who follows a topic.
     *
     * @param topic the topic's id
     * @return their ids; empty if there are none
     */
    public List<Long> followers(long topic) {
        return followers.get(topic).orElse(List.of());
    }

    void forget(Set<Long> ids, Set<String> slugs) {
        byId.invalidateAll(ids);
        bySlug.invalidateAll(slugs);
    }

    void forgetAuthors(long topic) {
        authors.invalidate(topic);
    }

    void forgetFollowers(long topic) {
        followers.invalidate(topic);
    }
}
