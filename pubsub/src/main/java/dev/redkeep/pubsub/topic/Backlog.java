package dev.redkeep.pubsub.topic;

import java.util.OptionalLong;

/**
 * How much a group has before it.
 *
 * @param ahead how many messages it has not been given; empty if that is not known yet, since it began at a moment rather than at a
 *     message's place
 * @param inHand how many its consumers are at work on, or hold, or left behind
 * @param retrying how many wait for their next try
 */
public record Backlog(OptionalLong ahead, long inHand, long retrying) {}
