package dev.redkeep.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How long it all takes.
 *
 * @param rounds how often each contender has its turn
 * @param ramp what passes before a slice is measured, until all threads are under way
 * @param slice what is measured in a turn
 * @param warmUp what each contender runs before a row begins
 * @param loads the threads, if the command line names none
 */
public record Plan(boolean quick, int rounds, Duration ramp, Duration slice, Duration warmUp, List<Load> loads) {
    static Plan full() {
        return new Plan(
                false,
                9,
                Duration.ofMillis(100),
                Duration.ofMillis(400),
                Duration.ofSeconds(3),
                Load.listOf("1,8,64,256,v256,v1000"));
    }

    static Plan shortened() {
        return new Plan(
                true, 5, Duration.ofMillis(30), Duration.ofMillis(100), Duration.ofMillis(800), Load.listOf("8,64"));
    }
}
