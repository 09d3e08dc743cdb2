package dev.redkeep.benchmarks.report;

import dev.redkeep.benchmarks.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run.
 *
 * @param versions of ours and of the peers
 * @param leftOut who could not be connected, and what was thrown
 */
public record Report(
        Instant time,
        Machine machine,
        Map<String, String> versions,
        Map<String, String> leftOut,
        Plan plan,
        List<Micro> micro,
        List<Cell> cells) {}
