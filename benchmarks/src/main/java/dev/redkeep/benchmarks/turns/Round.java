package dev.redkeep.benchmarks.turns;

import dev.redkeep.benchmarks.contender.Contender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A round's slices, each to be seen beside the measure's of the same round. */
final class Round {
    private final Map<Contender, List<Slice>> slices = new HashMap<>();
    private final List<Slice> baseline = new ArrayList<>();

    void add(Contender contender, Slice slice) {
        slices.computeIfAbsent(contender, first -> new ArrayList<>()).add(slice);
        if (contender.name().equals(Contender.BASELINE) && slice.failure() == null) {
            baseline.add(slice);
        }
    }

    /** Tells a contender's tally what it did. */
    void tell(Contender contender, Tally tally) {
        double measure =
                baseline.stream().mapToDouble(Slice::perSecond).average().orElse(Double.NaN);
        slices.getOrDefault(contender, List.of()).forEach(slice -> tally.add(slice, measure));
    }
}
