package dev.redkeep.cache.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads authors and topics from where they live. What {@link dev.redkeep.cache.CacheLoader} says of loaders holds here. */
public interface EntityLoader {
    /**
     * An author.
     *
     * @param id the id
     * @return the author; null if there is none
     * @throws Exception if it cannot be told
     */
    @Nullable
    Author author(long id) throws Exception;

    /**
     * Many authors; by itself one after the other.
     *
     * @param ids the ids
     * @return the authors by id; those that do not exist are left out
     * @throws Exception if it cannot be told
     */
    default Map<Long, Author> authors(Set<Long> ids) throws Exception {
        Map<Long, Author> found = new HashMap<>();
        for (long id : ids) {
            Author author = author(id);
            if (author != null) {
                found.put(id, author);
            }
        }
        return found;
    }

    /**
     * An author's id.
     *
     * @param slug the name in addresses
     * @return the id; null if there is none
     * @throws Exception if it cannot be told
     */
    @Nullable
    Long authorId(String slug) throws Exception;

    /**
     * Who follows an author.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     * @throws Exception if it cannot be told
     */
    List<Long> followers(long author) throws Exception;

    /**
     * What topics an author follows.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     * @throws Exception if it cannot be told
     */
    List<Long> followedTopics(long author) throws Exception;

    /**
     * What authors an author follows.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     * @throws Exception if it cannot be told
     */
    List<Long> followedAuthors(long author) throws Exception;

    /**
     * What publications an author follows.
     *
     * @param author the author's id
     * @return their ids; empty if there are none
     * @throws Exception if it cannot be told
     */
    List<Long> followedShouts(long author) throws Exception;

    /**
     * A topic.
     *
     * @param id the id
     * @return the topic; null if there is none
     * @throws Exception if it cannot be told
     */
    @Nullable
    Topic topic(long id) throws Exception;

    /**
     * A topic by its name in addresses.
     *
     * @param slug the name
     * @return the topic; null if there is none
     * @throws Exception if it cannot be told
     */
    @Nullable
    Topic topicBySlug(String slug) throws Exception;

    /**
     * Who wrote in a topic.
     *
     * @param topic the topic's id
     * @return their ids; empty if there are none
     * @throws Exception if it cannot be told
     */
    List<Long> topicAuthors(long topic) throws Exception;

    /**
     * Who follows a topic.
     *
     * @param topic the topic's id
     * @return their ids; empty if there are none
     * @throws Exception if it cannot be told
     */
    List<Long> topicFollowers(long topic) throws Exception;
}
