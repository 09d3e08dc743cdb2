package dev.redkeep.benchmarks.turns;

import dev.redkeep.benchmarks.Load;
import dev.redkeep.benchmarks.Plan;
import dev.redkeep.benchmarks.contender.Contender;
import dev.redkeep.benchmarks.contender.Contenders;
import dev.redkeep.benchmarks.contender.Operation;
import dev.redkeep.benchmarks.contender.Row;
import dev.redkeep.benchmarks.report.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Measures a row: rounds in which each contender has one short turn, in an order that is drawn anew for each round. What
 * counts is a contender's ratio to raw Jedis in the same round, and of these the median.
 *
 * <p>JMH measures its benchmarks one after the other, each in a JVM of its own, minutes apart. A machine that clients
 * and server share, and perhaps others too, drifts more in that time than the contenders differ: a factor of two was
 * seen. Turns of half a second meet the same machine. JMH stays for what needs no server ({@code micro}), and gives the
 * rows in its own form too ({@code RowBenchmark}).
 */
public final class Turns {
    private static final Set<Integer> TIMED = Set.of(8, 64);
    private static final Load WARM_UP = new Load(64, false);

    private final Plan plan;
    private final Contenders contenders;
    private final Meter meter;
    private final Random order = new Random(42);

    public Turns(Plan plan, Contenders contenders) {
        this.plan = plan;
        this.contenders = contenders;
        this.meter = new Meter(() -> contenders.info("stats"));
    }

    /** Whether this JDK can make these threads. */
    public static boolean can(Load load) {
        return !load.virtual() || Crew.hasVirtual();
    }

    /** Measures a row at these loads, after all of its contenders have warmed up. */
    public List<Cell> measure(Row row, List<Load> loads) throws Exception {
        contenders.prepare(row);
        for (int i = 0; i < 2; i++) {
            for (Contender contender : contenders.in(row)) {
                turn(row, contender, WARM_UP, plan.warmUp().dividedBy(2), new Tally());
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (Load load : loads) {
            cells.addAll(measure(row, load));
        }
        return cells;
    }

    private List<Cell> measure(Row row, Load load) throws Exception {
        Map<Contender, Tally> tallies = new LinkedHashMap<>();
        contenders.in(row).forEach(contender -> tallies.put(contender, new Tally()));
        round(row, load, plan.slice().dividedBy(2), discarded(tallies));
        for (int i = 0; i < plan.rounds(); i++) {
            round(row, load, plan.slice(), tallies);
        }
        List<Cell> cells = new ArrayList<>();
        tallies.forEach((contender, tally) -> cells.add(tally.cell(row, contender.name(), load)));
        return cells;
    }

    private static Map<Contender, Tally> discarded(Map<Contender, Tally> tallies) {
        Map<Contender, Tally> others = new LinkedHashMap<>();
        tallies.keySet().forEach(contender -> others.put(contender, new Tally()));
        return others;
    }

    private void round(Row row, Load load, Duration length, Map<Contender, Tally> tallies) throws Exception {
        List<Contender> turns = new ArrayList<>(tallies.keySet());
        Collections.shuffle(turns, order);
        Map<Contender, Double> reached = new LinkedHashMap<>();
        double baseline = Double.NaN;
        for (Contender contender : turns) {
            Tally tally = tallies.getOrDefault(contender, new Tally());
            if (!tally.failed()) {
                double perSecond = turn(row, contender, load, length, tally);
                if (!tally.failed()) {
                    reached.put(contender, perSecond);
                }
                baseline = contender.name().equals(Contender.BASELINE) ? perSecond : baseline;
            }
        }
        for (Contender contender : reached.keySet()) {
            tallies.getOrDefault(contender, new Tally()).compare(baseline);
        }
    }

    private double turn(Row row, Contender contender, Load load, Duration length, Tally tally) throws Exception {
        Operation operation = contender.operation(row).orElseThrow();
        if (row.growing()) {
            contenders.empty();
        }
        boolean timed = TIMED.contains(load.threads()) && !load.virtual();
        try {
            Slice slice = Slice.run(operation, load, plan.ramp(), length, timed, meter);
            tally.add(slice);
            return slice.perSecond();
        } catch (Slice.Failed failed) {
            tally.fail(String.valueOf(failed.getMessage()));
            return Double.NaN;
        }
    }
}
