package dev.redkeep.pubsub.topic;

import java.util.OptionalLong;

/**
 * How much a group has before it.
 *
 * @param lag how many messages it has not been given; empty if that is not known yet, since it began at a moment rather than at a
 *     message's place, or what was kept of it is over
 * @param pending how many its consumers are at work on, or hold, or left behind
 * @param retrying how many wait for their next try
 */
public record Backlog(OptionalLong lag, long pending, long retrying) {}
