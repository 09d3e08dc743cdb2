/** What is measured of live channels. */
@org.jspecify.annotations.NullMarked
package dev.redkeep.benchmarks.live;
