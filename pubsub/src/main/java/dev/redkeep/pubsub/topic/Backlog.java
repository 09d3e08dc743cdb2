package dev.redkeep.pubsub.topic;

import java.util.OptionalLong;

/**
 * How much a group has before it.
 *
 * @param lag how many messages it has not been given; empty if that is not known yet, since it began at a moment rather than at a
 *     message's place, or what was kept of it is over
 * @param pending how many its consumers are at work on, or hold, or left behind
 * @param retrying how many wait for their next try, and those that a consumer gave back when it closed
 */
public record Backlog(OptionalLong lag, long pending, long retrying) {
    /**
     * Whether all was handled.
     *
     * @return true if nothing is left; false also if {@code lag} is not known
     */
    public boolean isEmpty() {
        return lag.isPresent() && lag.getAsLong() + pending + retrying == 0;
    }
}
