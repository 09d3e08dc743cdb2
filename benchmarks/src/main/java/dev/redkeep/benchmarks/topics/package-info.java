/** What is measured of durable topics. */
@org.jspecify.annotations.NullMarked
package dev.redkeep.benchmarks.topics;
