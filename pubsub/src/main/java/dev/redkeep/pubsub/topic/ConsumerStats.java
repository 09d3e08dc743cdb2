package dev.redkeep.pubsub.topic;

/**
 * What a consumer counted since it began.
 *
 * @param delivered messages that its workers got, those included that were replayed for another group, which are passed over
 * @param handled messages that its handler handled
 * @param retried tries that failed and are made again
 * @param deadLettered messages that it put among the dead letters
 * @param redelivered messages that it got though they had been given before: after a failure, or left behind by another consumer
 * @param gaps gaps that its handler was told
 * @param pending messages that it holds now, at work or waiting for a worker
 */
public record ConsumerStats(
        long delivered, long handled, long retried, long deadLettered, long redelivered, long gaps, int pending) {}
