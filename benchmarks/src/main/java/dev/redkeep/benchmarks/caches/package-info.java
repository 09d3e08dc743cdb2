/** What caches do beside a hit: forget many values at once, and load a cold one once. */
@org.jspecify.annotations.NullMarked
package dev.redkeep.benchmarks.caches;
