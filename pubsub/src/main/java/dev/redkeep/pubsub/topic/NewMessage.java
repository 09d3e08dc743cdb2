package dev.redkeep.pubsub.topic;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.RedisType;
import java.util.Optional;

/**
 * A message to be published. Immutable.
 *
 * @param <T> what it says
 * @param value what it says
 * @param id the id under which it is published once, 1 to 256 characters; empty if it may be published again
 * @param live the live channel that is told it too, as the same bytes; empty for none
 */
public record NewMessage<T>(T value, Optional<String> id, Optional<Key> live) {
    private static final int LONGEST_ID = 256;

    /**
     * Checks the parts.
     *
     * @param value not null
     * @param id 1 to 256 characters, or empty
     * @param live of a pattern that is declared a channel, or empty
     * @throws IllegalArgumentException if the id is empty or longer, or the key is no channel's
     */
    public NewMessage {
        requireNonNull(value, "value");
        id.ifPresent(text -> {
            if (text.isEmpty() || text.length() > LONGEST_ID) {
                throw new IllegalArgumentException("id must have 1 to " + LONGEST_ID + " characters");
            }
        });
        live.ifPresent(channel -> {
            if (channel.pattern().facts().type() != RedisType.CHANNEL) {
                throw new IllegalArgumentException(
                        "live must be of a pattern that is declared a channel, not " + channel);
            }
        });
    }

    /**
     * A message that may be published again, and that no live channel is told.
     *
     * @param <T> what it says
     * @param value what it says
     * @return the message
     */
    public static <T> NewMessage<T> of(T value) {
        return new NewMessage<>(value, Optional.empty(), Optional.empty());
    }

    /**
     * A copy that is published once, however often it is sent, for as long as {@link TopicOptions#deduplicateFor} says. Make the id
     * from what the message is about, such as an order's number: who tries again after a timeout then does no harm.
     *
     * @param text 1 to 256 characters
     * @return the copy
     * @throws IllegalArgumentException if it is empty or longer
     */
    public NewMessage<T> withId(String text) {
        return new NewMessage<>(value, Optional.of(text), live);
    }

    /**
     * A copy that a live channel is told too, when it is published.
     *
     * @param channel the channel; who subscribes reads it by the topic's codec
     * @return the copy
     * @throws IllegalArgumentException if the key is no channel's
     */
    public NewMessage<T> withLive(Key channel) {
        return new NewMessage<>(value, id, Optional.of(channel));
    }

    /** Nothing of it: it may be personal. */
    @Override
    public String toString() {
        return "NewMessage[]";
    }
}
