package dev.redkeep.pubsub.topic;

import java.util.List;
import java.util.Optional;

/**
 * The messages of a topic that groups could not handle. As many are kept as {@link TopicOptions#deadLetters} says, as long as the topic
 * itself. Each call is one round trip and throws a {@link dev.redkeep.core.client.RedisException} if it failed. Safe to share
 * between threads.
 *
 * @param <T> what the messages say
 */
public interface DeadLetters<T> {
    /**
     * How many there are.
     *
     * @return 0 or more, of all groups
     */
    long count();

    /**
     * Those behind a place, the oldest first.
     *
     * @param after the place; {@link EntryId#START} for the first
     * @param most how many at most, 1..10,000
     * @return the letters, of all groups; what another program wrote there has no group and no value
     * @throws IllegalArgumentException if {@code most} is out of range
     */
    List<DeadLetter<T>> read(EntryId after, int most);

    /**
     * Puts one back into its topic, where its group gets it as a new message, with a new place and no attempts, and no other group
     * does; and takes it from the dead letters.
     *
     * @param letter its place among the dead letters
     * @return its new place in the topic; empty if there is no such letter, or another program wrote it
     */
    Optional<EntryId> replay(EntryId letter);

    /**
     * Removes one for good.
     *
     * @param letter its place among the dead letters
     * @return whether it was there
     */
    boolean remove(EntryId letter);
}
