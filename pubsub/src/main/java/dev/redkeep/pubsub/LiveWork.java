package dev.redkeep.pubsub;

import java.util.concurrent.Executor;

/** What all subscriptions of some channels share. */
record LiveWork(Executor threads, Report report, long closeNanos) {}
