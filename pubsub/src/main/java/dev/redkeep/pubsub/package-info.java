/** Live channels: messages for who listens now, and a word for what was missed. */
package dev.redkeep.pubsub;
