package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;

/**
 * A topic's keys.
 *
 * @param life how long they live from each message on, in milliseconds; 0 for ever
 */
record Place(Key topic, Key number, Key published, Key dead, Key news, long life) {
    /**
     * The keys.
     *
     * @throws IllegalArgumentException if the pattern is no topic's, or on a Cluster its keys would not share a slot
     */
    static Place of(Redis redis, Key topic) {
        KeyPattern pattern = topic.pattern();
        long life = TopicKeys.life(pattern);
        if (redis.cluster() && !pattern.sharesSlots()) {
            throw new IllegalArgumentException(pattern + " must have a hash tag and KeyLayout.HARDENED: on a Cluster"
                    + " what is kept beside a topic must lie in its slot");
        }
        return new Place(
                topic,
                topic.behind(TopicKeys.number(pattern)),
                topic.behind(TopicKeys.published(pattern)),
                topic.behind(TopicKeys.dead(pattern)),
                topic.behind(TopicKeys.news(pattern)),
                life);
    }

    KeyPattern pattern() {
        return topic.pattern();
    }

    Key far(String group) {
        return topic.behind(TopicKeys.far(pattern(), group));
    }

    Key again(String group) {
        return topic.behind(TopicKeys.again(pattern(), group));
    }
}
