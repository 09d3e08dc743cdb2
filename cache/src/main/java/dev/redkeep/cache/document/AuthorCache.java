package dev.redkeep.cache.document;

import dev.redkeep.cache.CacheLoader;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.schema.CacheKeys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Authors and their lists, as D9 to D11 describe them: JSON, the slug's id, JSON arrays of ids; without an end, until they are
 * forgotten. Methods that read load what is missing, and throw what {@link LoadingCache#get} does. Safe to share between threads.
 */
public final class AuthorCache {
    private final LoadingCache<Long, Author> byId;
    private final LoadingCache<String, Long> idBySlug;
    private final LoadingCache<Long, List<Long>> followers;
    private final LoadingCache<Long, List<Long>> topics;
    private final LoadingCache<Long, List<Long>> authors;
    private final LoadingCache<Long, List<Long>> shouts;

    AuthorCache(DocumentedCaches caches, EntityLoader loader) {
        byId = caches.open(CacheKeys.AUTHOR, Codec.json(Author.class), new ById(loader));
        idBySlug = caches.open(CacheKeys.AUTHOR_ID_BY_SLUG, Codec.longs(), loader::authorId);
        followers = caches.ids(CacheKeys.AUTHOR_FOLLOWERS, loader::followers);
        topics = caches.ids(CacheKeys.AUTHOR_FOLLOWS_TOPICS, loader::followedTopics);
        authors = caches.ids(CacheKeys.AUTHOR_FOLLOWS_AUTHORS, loader::followedAuthors);
        shouts = caches.ids(CacheKeys.AUTHOR_FOLLOWS_SHOUTS, loader::followedShouts);
    }

    /**
     * An author.
     *
     * @param id the id
     * @return the author; empty if there is none
     */
    public Optional<Author> get(long id) {
        return byId.get(id);
    }

    /**
     * Many authors, in one round trip for what is cached.
     *
     * @param ids the ids, at most 10,000
     * @return the authors by id; those that do not exist are left out
     */
    public Map<Long, Author> getAll(Collection<Long> ids) {
        return byId.getAll(ids);
    }

    /**
     * An author by the name in addresses, in two round trips. If the author that the name leads to has another by now, both are forgotten
     * and loaded anew, once. It is so on each call where {@link EntityLoader#authorId} finds authors by names that differ from theirs, say in
     * case: such names are for the caller to make equal.
     *
     * @param slug the name
     * @return the author; empty if there is none
     */
    public Optional<Author> bySlug(String slug) {
        Optional<Long> id = idBySlug.get(slug);
        Optional<Author> found = id.flatMap(byId::get);
        if (found.isPresent() && !slug.equals(found.get().slug())) {
            forgetIfPossible(byId, id.orElseThrow());
            forgetIfPossible(idBySlug, slug);
            return idBySlug.get(slug).flatMap(byId::get);
        }
        return found;
    }

    /** Who reads is not told that Redis failed. */
    private static <K> void forgetIfPossible(LoadingCache<K, ?> cache, K key) {
        try {
            cache.invalidate(key);
        } catch (RedisException failed) {
            // It is logged where it is seen that Redis is away.
        }
    }

    /**
     * Who follows an author.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     */
    public List<Long> followers(long author) {
        return followers.get(author).orElse(List.of());
    }

    /**
     * What topics an author follows.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     */
    public List<Long> followedTopics(long author) {
        return topics.get(author).orElse(List.of());
    }

    /**
     * What authors an author follows.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     */
    public List<Long> followedAuthors(long author) {
        return authors.get(author).orElse(List.of());
    }

    /**
     * What publications an author follows.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     */
    public List<Long> followedShouts(long author) {
        return shouts.get(author).orElse(List.of());
    }

    void forget(Set<Long> ids, Set<String> slugs) {
        byId.invalidateAll(ids);
        idBySlug.invalidateAll(slugs);
    }

    void forgetLists(long author) {
        List.of(followers, topics, authors, shouts).forEach(list -> list.invalidate(author));
    }

    void forgetFollowing(long follower, long followed) {
        authors.invalidate(follower);
        followers.invalidate(followed);
    }

    void forgetFollowedTopics(long follower) {
        topics.invalidate(follower);
    }

    void forgetFollowedShouts(long follower) {
        shouts.invalidate(follower);
    }

    private record ById(EntityLoader loader) implements CacheLoader<Long, Author> {
        @Override
        @SuppressWarnings("NullAway") // null is none, to both
        public Author load(Long id) throws Exception {
            return loader.author(id);
        }

        @Override
        @SuppressWarnings("unchecked") // it is only read
        public Map<Long, Author> loadAll(Set<? extends Long> ids) throws Exception {
            return loader.authors((Set<Long>) ids);
        }
    }
}
