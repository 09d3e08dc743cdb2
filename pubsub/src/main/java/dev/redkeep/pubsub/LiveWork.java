package dev.redkeep.pubsub;

import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What all subscriptions of some channels share.
 *
 * @param atWork those whose turn it is, also if they have ended
 */
record LiveWork(Executor threads, Report report, long closeNanos, Set<Delivery<?>> atWork) {}
