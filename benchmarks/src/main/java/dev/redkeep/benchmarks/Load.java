package dev.redkeep.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** How many threads call at the same time, and of which kind. */
public record Load(int threads, boolean virtual) {
    private static final int MOST = 10_000;

    public Load {
        if (threads < 1 || threads > MOST) {
            throw new IllegalArgumentException("threads must be 1.." + MOST);
        }
    }

    /** Reads {@code 64} or, for virtual threads, {@code v256}. */
    public static Load of(String label) {
        boolean virtual = label.startsWith("v");
        try {
            return new Load(Integer.parseInt(virtual ? label.substring(1) : label), virtual);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("threads must be numbers, with a v before virtual ones: 8,64,v256");
        }
    }

    /** Reads several, with commas between them. */
    public static List<Load> listOf(String labels) {
        return Stream.of(labels.split(",")).map(String::strip).map(Load::of).toList();
    }

    public String label() {
        return (virtual ? "v" : "") + threads;
    }
}
