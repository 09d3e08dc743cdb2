package dev.redkeep.pubsub;

import java.util.Set;

/**
 * What all subscriptions of some channels share.
 *
 * @param threads those that handle; shut down when the channels close
 * @param atWork the subscriptions that one of them is at work for, ended ones too
 */
record LiveWork(HandlerThreads threads, Set<Delivery<?>> atWork, Report report, long closeNanos) {}
