package dev.redkeep.pubsub.topic;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that a group could not handle.
 *
 * @param <T> what it says
 * @param id its place among the dead letters, which tells when it was put there
 * @param group the group
 * @param origin its place in the topic
 * @param attempts how often it was tried
 * @param error what was wrong at last: the exception's class and message, at most 500 characters
 * @param value what it says; empty if the topic's codec cannot read it
 */
public record DeadLetter<T>(EntryId id, String group, EntryId origin, int attempts, String error, Optional<T> value) {
    /**
     * When it was given up, by the server's clock.
     *
     * @return to the millisecond
     */
    public Instant at() {
        return id.at();
    }

    /** Neither the message nor the error: both may be personal. */
    @Override
    public String toString() {
        return "DeadLetter[id=" + id + ", group=" + group + ", origin=" + origin + ", attempts=" + attempts + "]";
    }
}
