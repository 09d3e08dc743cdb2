package dev.redkeep.pubsub.topic;

/**
 * A message that a group is to handle.
 *
 * @param <T> what it says
 * @param id its place in the topic
 * @param attempt how often the group was given it, 1 for the first time
 * @param origin its first place, for one that was replayed from the dead letters; else the same as {@code id}
 * @param value what it says
 */
public record TopicMessage<T>(EntryId id, int attempt, EntryId origin, T value) {
    /** Not what it says: that may be personal. */
    @Override
    public String toString() {
        return "TopicMessage[id=" + id + ", attempt=" + attempt + "]";
    }
}
