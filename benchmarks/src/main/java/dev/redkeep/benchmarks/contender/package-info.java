/** What is measured: the rows, and each client doing them. */
@NullMarked
package dev.redkeep.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
