/** What data take in Redis. */
@org.jspecify.annotations.NullMarked
package dev.redkeep.benchmarks.memory;
