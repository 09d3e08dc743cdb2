/** The command: what is measured, with which load, and where the report goes. */
@NullMarked
package dev.redkeep.benchmarks;

import org.jspecify.annotations.NullMarked;
