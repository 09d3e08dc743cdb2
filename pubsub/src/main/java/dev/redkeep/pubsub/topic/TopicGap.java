package dev.redkeep.pubsub.topic;

import java.util.OptionalLong;

/**
 * Messages that a group was never given, or had not handled, and that are not in the topic any more: they were trimmed, deleted or lost.
 *
 * @param after the place in front of them
 * @param before the place behind them
 * @param missing how many; empty if that is not known, since the topic was begun anew
 */
public record TopicGap(EntryId after, EntryId before, OptionalLong missing) {}
