package dev.redkeep.pubsub;

import dev.redkeep.core.key.Key;

/**
 * A message as it was published. Each handler has a value of its own, but for bytes that a codec hands on as they are: all handlers of
 * a channel have the same ones, so don't write to them.
 *
 * @param <T> what it says
 * @param channel the channel; its pattern parses it
 * @param value what it says
 */
public record Message<T>(Key channel, T value) {
    /** The pattern of the channel: what was said may be personal. */
    @Override
    public String toString() {
        return "Message[channel=" + channel.pattern() + "]";
    }
}
