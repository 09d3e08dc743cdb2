package dev.redkeep.core.schema;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Sensitivity;
import java.util.List;

/** Channels of notifications and messages: D20, T9. For the pubsub module. */
public final class ChannelKeys {
    /** D20: what concerns one user. */
    public static final KeyPattern1<Long> USER = channel("notifications:{user_id}");

    /** D20: what concerns everyone. */
    public static final KeyPattern0 GLOBAL = KeyPattern.of("notifications:global")
            .channel()
            .sensitivity(Sensitivity.PUBLIC)
            .owner("pubsub");

    /** D20: what concerns a topic's followers. */
    public static final KeyPattern1<Long> TOPIC = channel("notifications:topic:{topic_id}");

    /** D20: what concerns a publication's followers. */
    public static final KeyPattern1<Long> SHOUT = channel("notifications:shout:{shout_id}");

    /** T9: the messages of a conversation. */
    public static final KeyPattern1<Long> CONVERSATION = channel("tk:messages:{conversation_id}");

    /** T9: what concerns one user, in Trackeep. */
    public static final KeyPattern1<Long> TRACKEEP_USER = channel("tk:notifications:{user_id}");

    /** All of them. */
    public static final List<KeyPattern> ALL = List.of(USER, GLOBAL, TOPIC, SHOUT, CONVERSATION, TRACKEEP_USER);

    private ChannelKeys() {}

    private static KeyPattern1<Long> channel(String template) {
        return KeyPattern.of(template, number()).channel().owner("pubsub");
    }
}
