package dev.redkeep.benchmarks.turns;

import dev.redkeep.benchmarks.Load;
import dev.redkeep.benchmarks.Plan;
import dev.redkeep.benchmarks.contender.Contender;
import dev.redkeep.benchmarks.contender.Contenders;
import dev.redkeep.benchmarks.contender.Row;
import dev.redkeep.benchmarks.report.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Measures a row: rounds in which each contender has one short turn, in an order that is drawn anew for each round. What
 * counts is a contender's ratio to raw Jedis in the same round, and of these the median. Raw Jedis has two turns a
 * round, and their mean is the measure: less noise below the line, and its own quartiles tell how much there is.
 *
 * <p>JMH measures its benchmarks one after the other, each in a JVM of its own, minutes apart. A machine that clients
 * and server share, and perhaps others too, drifts more in that time than the contenders differ: a factor of two was
 * seen. Turns of half a second meet the same machine. JMH stays for what needs no server ({@code micro}), and gives the
 * rows in its own form too ({@code RowBenchmark}).
 */
public final class Turns {
    private static final Set<Integer> TIMED = Set.of(8, 64);
    private static final Load WARM_UP = new Load(64, false);
    private static final Load ALONE = new Load(1, false);

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
        Map<Contender, Double> roundTrips = warmUp(row);
        List<Cell> cells = new ArrayList<>();
        for (Load load : loads) {
            Map<Contender, Tally> tallies = measure(row, load);
            tallies.forEach((contender, tally) ->
                    cells.add(tally.cell(row, contender.name(), load, roundTrips.getOrDefault(contender, Double.NaN))));
        }
        return cells;
    }

    /** Warms all up, also their pools, and counts the round trips of a caller who is alone and shares with nobody. */
    private Map<Contender, Double> warmUp(Row row) throws Exception {
        for (int i = 0; i < 2; i++) {
            for (Contender contender : contenders.in(row)) {
                turn(row, contender, WARM_UP, plan.warmUp().dividedBy(2));
            }
        }
        Map<Contender, Double> roundTrips = new HashMap<>();
        for (Contender contender : contenders.in(row)) {
            Slice slice = turn(row, contender, ALONE, plan.ramp());
            if (slice.failure() == null) {
                roundTrips.put(contender, (double) slice.used().reads() / Math.max(1, slice.operations()));
            }
        }
        return roundTrips;
    }

    private Map<Contender, Tally> measure(Row row, Load load) throws Exception {
        Map<Contender, Tally> tallies = new LinkedHashMap<>();
        List<Contender> turns = new ArrayList<>();
        for (Contender contender : contenders.in(row)) {
            tallies.put(contender, new Tally());
            turns.add(contender);
            if (contender.name().equals(Contender.BASELINE)) {
                turns.add(contender);
            }
        }
        for (int round = 0; round <= plan.rounds(); round++) {
            Collections.shuffle(turns, order);
            Round played = new Round();
            for (Contender contender : turns) {
                played.add(contender, turn(row, contender, load, plan.slice()));
            }
            if (round > 0) { // the first gets threads and connections going
                tallies.forEach(played::tell);
            }
        }
        return tallies;
    }

    private Slice turn(Row row, Contender contender, Load load, Duration length) throws InterruptedException {
        if (row.growing()) {
            contenders.empty();
        }
        boolean timed = TIMED.contains(load.threads()) && !load.virtual();
        return Slice.run(contender.operation(row).orElseThrow(), load, plan.ramp(), length, timed, meter);
    }
}
