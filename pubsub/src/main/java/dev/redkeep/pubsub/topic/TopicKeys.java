package dev.redkeep.pubsub.topic;

import dev.redkeep.core.key.KeyFacts;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.RedisType;
import dev.redkeep.core.ttl.Fixed;
import dev.redkeep.core.ttl.Persistent;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Where topics are, and what is kept beside them. */
public final class TopicKeys {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private TopicKeys() {}

    /**
     * All that topics on a pattern's keys may write, for a catalogue: the stream, and beside it its running number, the ids of
     * messages that were published once, the dead letters, and for each group how far it is and what waits for its next try.
     *
     * @param topic the pattern of the topics
     * @param groups the groups that consume them
     * @return it and its companions
     * @throws IllegalArgumentException if the pattern is not declared a stream that is persistent or fixed, or is deprecated; or a
     *     group's name is not 1 to 64 letters, digits and {@code _ . -}
     */
    public static List<KeyPattern> of(KeyPattern topic, String... groups) {
        List<KeyPattern> all =
                new ArrayList<>(List.of(topic, number(topic), published(topic), dead(topic), news(topic)));
        for (String group : groups) {
            all.add(far(topic, group));
            all.add(again(topic, group));
        }
        return List.copyOf(all);
    }

    /** How long a topic lives from each message on, in milliseconds; 0 for ever. */
    static long life(KeyPattern topic) {
        TtlPolicy policy = topic.facts().ttl().orElse(null);
        if (topic.facts().type() != RedisType.STREAM || topic.facts().deprecated()) {
            throw new IllegalArgumentException(topic + " must be declared a stream, and not deprecated");
        } else if (policy instanceof Persistent) {
            return 0;
        } else if (policy instanceof Fixed fixed) {
            return fixed.ttl().toMillis();
        }
        throw new IllegalArgumentException(topic + " must be declared persistent or fixed");
    }

    static String checked(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " must have 1 to 64 letters, digits and _ . -");
        }
        return name;
    }

    static KeyPattern number(KeyPattern topic) {
        return beside(topic, "topic-number:", RedisType.STRING, twice(topic));
    }

    static KeyPattern published(KeyPattern topic) {
        TtlPolicy life = TtlPolicy.until("none of the ids counts as published any more");
        return beside(topic, "topic-published:", RedisType.SORTED_SET, Optional.of(life));
    }

    static KeyPattern dead(KeyPattern topic) {
        return beside(topic, "topic-dead:", RedisType.STREAM, own(topic));
    }

    static KeyPattern far(KeyPattern topic, String group) {
        return beside(topic, "topic-group-" + checked("group", group) + ":", RedisType.HASH, twice(topic));
    }

    static KeyPattern again(KeyPattern topic, String group) {
        TtlPolicy life = life(topic) == 0
                ? topic.facts().ttl().orElseThrow()
                : TtlPolicy.until("the last of them is due, and then as long as the topic");
        return beside(topic, "topic-again-" + checked("group", group) + ":", RedisType.SORTED_SET, Optional.of(life));
    }

    /** A channel's name for who asks the server to tell of changes; nothing is published there. */
    static KeyPattern news(KeyPattern topic) {
        return beside(topic, "topic-news:", RedisType.CHANNEL, Optional.empty());
    }

    private static Optional<TtlPolicy> own(KeyPattern topic) {
        long unused = life(topic); // refuses what is no topic's
        return topic.facts().ttl();
    }

    /** What is known of a topic outlives it. */
    private static Optional<TtlPolicy> twice(KeyPattern topic) {
        long life = life(topic);
        long most = TtlPolicy.LONGEST_TTL.toMillis();
        return life == 0 ? own(topic) : Optional.of(TtlPolicy.fixed(Duration.ofMillis(Math.min(2 * life, most))));
    }

    private static KeyPattern beside(KeyPattern topic, String literal, RedisType type, Optional<TtlPolicy> life) {
        KeyFacts facts = topic.facts();
        return topic.behind(
                literal,
                new KeyFacts(type, life, facts.owner(), facts.sensitivity(), OptionalInt.empty(), Optional.empty()));
    }
}
