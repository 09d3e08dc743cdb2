package dev.redkeep.benchmarks.contender;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * Tokens that are good for one use, each with a successor: a caller takes the one that was left alone longest, and puts its
 * successor back, so that no two use the same.
 */
final class Chains {
    /** As many as there can be threads. */
    private static final int CHAINS = 10_000;

    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();

    /** Begins anew, with a token for each user. */
    void begin(LongFunction<String> issue) {
        tokens.clear();
        LongStream.range(0, CHAINS).parallel().mapToObj(issue).forEach(tokens::add);
    }

    Object next(UnaryOperator<String> rotate) {
        String successor = rotate.apply(tokens.remove());
        tokens.add(successor);
        return successor;
    }
}
