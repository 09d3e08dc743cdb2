/** Durable topics: messages that each group of consumers handles at least once. */
package dev.redkeep.pubsub.topic;
