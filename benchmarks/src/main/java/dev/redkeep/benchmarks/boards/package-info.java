/** What boards cost as they grow. */
@org.jspecify.annotations.NullMarked
package dev.redkeep.benchmarks.boards;
