/** What came out: a table, a JSON file, a chart, and a page. */
@NullMarked
package dev.redkeep.benchmarks.report;

import org.jspecify.annotations.NullMarked;
