/** How it is measured: all contenders in turns, in one warm JVM. */
@NullMarked
package dev.redkeep.benchmarks.turns;

import org.jspecify.annotations.NullMarked;
