/** What needs no server: JMH's own way of measuring, and the rows in JMH's form. */
@NullMarked
package dev.redkeep.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
