package dev.redkeep.core.schema;

import static dev.redkeep.core.key.Segment.date;
import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyDeclaration;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.KeyPattern3;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Entity, publication, search, response and analytics caches: D9 to D16, T5 to T7. For the cache module. Each has a hash
 * tag, so that in the hardened layout what a cache keeps beside a value lies in the value's slot of a Cluster.
 */
public final class CacheKeys {
    /** D9: an author as JSON. */
    public static final KeyPattern1<Long> AUTHOR = entity("author:id:{author_id}");

    /** D10: an author's id. */
    public static final KeyPattern1<String> AUTHOR_ID_BY_SLUG =
            invalidated(KeyPattern.of("author:slug:{author_slug}", text().hashTag()));

    /** D11: ids of an author's followers, as JSON. */
    public static final KeyPattern1<Long> AUTHOR_FOLLOWERS = entity("author:followers:{author_id}");

    /** D11: ids of the topics that an author follows, as JSON. */
    public static final KeyPattern1<Long> AUTHOR_FOLLOWS_TOPICS = entity("author:follows-topics:{author_id}");

    /** D11: ids of the authors that an author follows, as JSON. */
    public static final KeyPattern1<Long> AUTHOR_FOLLOWS_AUTHORS = entity("author:follows-authors:{author_id}");

    /** D11: ids of the publications that an author follows, as JSON. */
    public static final KeyPattern1<Long> AUTHOR_FOLLOWS_SHOUTS = entity("author:follows-shouts:{author_id}");

    /** D12: a topic as JSON. */
    public static final KeyPattern1<Long> TOPIC = entity("topic:id:{topic_id}");

    /** D12: a topic as JSON, by its slug. */
    public static final KeyPattern1<String> TOPIC_BY_SLUG =
            invalidated(KeyPattern.of("topic:slug:{topic_slug}", text().hashTag()));

    /** D13: ids of a topic's authors, as JSON. */
    public static final KeyPattern1<Long> TOPIC_AUTHORS = entity("topic:authors:{topic_id}");

    /** D13: ids of a topic's followers, as JSON. */
    public static final KeyPattern1<Long> TOPIC_FOLLOWERS = entity("topic:followers:{topic_id}");

    /** D15: publications as JSON, by the parameters of the query. */
    public static final KeyPattern1<String> SHOUTS = KeyPattern.of("shouts:{params}", text().hashTag())
            .string()
            .fixed(Duration.ofMinutes(5))
            .owner("cache");

    /** D14: a topic's publications as JSON, as older services write them. */
    public static final KeyPattern1<Long> TOPIC_SHOUTS = KeyPattern.of("topic_shouts_{topic_id}", number().hashTag())
            .string()
            .fixed(Duration.ofMinutes(5))
            .replacedBy(SHOUTS.template())
            .owner("cache");

    /** D16: search results as JSON, by the query in its normal form. */
    public static final KeyPattern1<String> SEARCH = KeyPattern.of("search_cache:{normalized_query}", text().hashTag())
            .string()
            .fixed(Duration.ofMinutes(10))
            .owner("cache");

    /** T5: a response's body. */
    public static final KeyPattern1<String> RESPONSE = KeyPattern.of("tk:cache:{digest}", text().hashTag())
            .string()
            .fixed(Duration.ofMinutes(5))
            .owner("cache");

    /** T6: a user's search results as JSON. */
    public static final KeyPattern2<Long, String> USER_SEARCH = KeyPattern.of(
                    "tk:search:{user_id}:{filters_digest}", number().hashTag(), text())
            .string()
            .fixed(Duration.ofMinutes(5))
            .owner("cache");

    /** T7: a user's dashboard as JSON, from one day to another. */
    public static final KeyPattern3<Long, LocalDate, LocalDate> DASHBOARD = KeyPattern.of(
                    "tk:analytics:dashboard:{user_id}:{from}:{to}", number().hashTag(), date(), date())
            .string()
            .fixed(Duration.ofMinutes(15))
            .owner("cache");

    /** All of them. */
    public static final List<KeyPattern> ALL = List.of(
            AUTHOR,
            AUTHOR_ID_BY_SLUG,
            AUTHOR_FOLLOWERS,
            AUTHOR_FOLLOWS_TOPICS,
            AUTHOR_FOLLOWS_AUTHORS,
            AUTHOR_FOLLOWS_SHOUTS,
            TOPIC,
            TOPIC_BY_SLUG,
            TOPIC_AUTHORS,
            TOPIC_FOLLOWERS,
            SHOUTS,
            TOPIC_SHOUTS,
            SEARCH,
            RESPONSE,
            USER_SEARCH,
            DASHBOARD);

    private CacheKeys() {}

    private static KeyPattern1<Long> entity(String template) {
        return invalidated(KeyPattern.of(template, number().hashTag()));
    }

    private static <P> P invalidated(KeyDeclaration<P> declaration) {
        return declaration
                .string()
                .persistent("invalidated when the entity changes")
                .owner("cache");
    }
}
