package dev.redkeep.cache.document;

import dev.redkeep.cache.CacheOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Authors, topics and their lists (D9 to D13), and what each change makes old: one call forgets every key that shows it.
 *
 * <pre>{@code
 * try (EntityCaches entities = EntityCaches.on(redis, KeyLayout.DOCUMENTED, CacheOptions.defaults(), repository)) {
 *     Optional<Author> ann = entities.authors().bySlug("ann");
 *     repository.follow(ann.get().id(), topic);      // first the database,
 *     entities.topicFollowed(ann.get(), topic);      // then whatever shows it
 * }
 * }</pre>
 *
 * <p>Call them when the change is committed. Each is a few round trips, one for each kind of key; they throw a {@link
 * dev.redkeep.core.client.RedisException} if Redis fails, after which some keys may still be old: call it again. Safe to share
 * between threads.
 */
public final class EntityCaches implements AutoCloseable {
    private final DocumentedCaches caches;
    private final AuthorCache authors;
    private final TopicCache topics;

    private EntityCaches(DocumentedCaches caches, EntityLoader loader) {
        this.caches = caches;
        this.authors = new AuthorCache(caches, loader);
        this.topics = new TopicCache(caches, loader);
    }

    /**
     * Caches of authors and topics.
     *
     * @param redis the client; it stays the application's to close
     * @param layout documented; or hardened, which a Redis Cluster needs
     * @param options how they behave; each of the ten has a local level of its own, if they have one
     * @param loader reads what is missing
     * @return the caches; close them
     * @throws IllegalArgumentException as {@link dev.redkeep.cache.Cache#on(Redis, dev.redkeep.cache.CacheSchema, CacheOptions,
     *     dev.redkeep.cache.CacheLoader)}; so for values that are served past their time, since these have none
     */
    public static EntityCaches on(Redis redis, KeyLayout layout, CacheOptions options, EntityLoader loader) {
        return new EntityCaches(new DocumentedCaches(redis, layout, options), loader);
    }

    /**
     * The authors.
     *
     * @return their cache
     */
    public AuthorCache authors() {
        return authors;
    }

    /**
     * The topics.
     *
     * @return their cache
     */
    public TopicCache topics() {
        return topics;
    }

    /**
     * An author came, was changed, or went.
     *
     * @param before as it was; null if it is new
     * @param after as it is; null if it is gone
     * @throws IllegalArgumentException if both are null, or they are two
     */
    public void authorChanged(@Nullable Author before, @Nullable Author after) {
        Author one = either(before, after, before != null && after != null && before.id() != after.id());
        authors.forget(
                Set.of(one.id()), slugs(before == null ? null : before.slug(), after == null ? null : after.slug()));
        if (before == null || after == null) {
            authors.forgetLists(one.id());
        }
    }

    /**
     * A topic came, was changed, or went.
     *
     * @param before as it was; null if it is new
     * @param after as it is; null if it is gone
     * @throws IllegalArgumentException if both are null, or they are two
     */
    public void topicChanged(@Nullable Topic before, @Nullable Topic after) {
        Topic one = either(before, after, before != null && after != null && before.id() != after.id());
        topics.forget(
                Set.of(one.id()), slugs(before == null ? null : before.slug(), after == null ? null : after.slug()));
        if (before == null || after == null) {
            topics.forgetAuthors(one.id());
            topics.forgetFollowers(one.id());
        }
    }

    /**
     * An author began or ceased to follow another: both one's numbers and lists are old.
     *
     * @param follower who follows
     * @param followed who is followed
     */
    public void authorFollowed(Author follower, Author followed) {
        authors.forgetFollowing(follower.id(), followed.id());
        authors.forget(new HashSet<>(List.of(follower.id(), followed.id())), Set.of());
    }

    /**
     * An author began or ceased to follow a topic.
     *
     * @param follower who follows
     * @param topic what is followed
     */
    public void topicFollowed(Author follower, Topic topic) {
        authors.forgetFollowedTopics(follower.id());
        topics.forgetFollowers(topic.id());
        authors.forget(Set.of(follower.id()), Set.of());
        topics.forget(Set.of(topic.id()), slugs(topic.slug()));
    }

    /**
     * An author began or ceased to follow a publication.
     *
     * @param follower the author's id
     */
    public void shoutFollowed(long follower) {
        authors.forgetFollowedShouts(follower);
    }

    /**
     * A publication came, moved or went: the numbers of its authors and topics are old, and who wrote in those topics.
     *
     * @param authorIds its authors; with its former ones if it moved
     * @param shownIn its topics; with its former ones if it moved
     */
    public void published(Collection<Long> authorIds, Collection<Topic> shownIn) {
        authors.forget(new HashSet<>(authorIds), Set.of());
        topics.forget(
                shownIn.stream().map(Topic::id).collect(Collectors.toSet()),
                slugs(shownIn.stream().map(Topic::slug).toArray(String[]::new)));
        shownIn.forEach(topic -> topics.forgetAuthors(topic.id()));
    }

    private static <T> T either(@Nullable T before, @Nullable T after, boolean two) {
        T one = before == null ? after : before;
        if (one == null || two) {
            throw new IllegalArgumentException("before and after must be one, and not both null");
        }
        return one;
    }

    private static Set<String> slugs(@Nullable String... slugs) {
        return Stream.of(slugs).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Closes the caches; what Redis holds stays. Nothing can be called from then on, as {@link dev.redkeep.cache.Cache#close} has it. */
    @Override
    public void close() {
        caches.close();
    }
}
