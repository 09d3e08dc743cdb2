package dev.redkeep.core.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Every key that a pattern can produce, as a small automaton over bytes. Two patterns collide if some path is open in
 * both automata at once; searching the product of the two decides that, and finds such a key.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Powerset_construction">Automata and their products</a>
 */
final class KeyLanguage {
    private static final int EMPTY = -1;

    private record Edge(int low, int high, int to) {}

    private record Pair(int left, int right) {}

    /** How a pair of states was first reached: from which, and by which byte ({@link #EMPTY} for none). */
    private record Step(Pair from, int symbol) {}

    private final List<List<Edge>> states = new ArrayList<>();
    private int accept;

    int state() {
        states.add(new ArrayList<>());
        return states.size() - 1;
    }

    void step(int from, int symbol, int to) {
        range(from, symbol, symbol, to);
    }

    void range(int from, int low, int high, int to) {
        states.get(from).add(new Edge(low & 0xff, high & 0xff, to));
    }

    /** Goes from one state to the other without a byte. */
    void join(int from, int to) {
        states.get(from).add(new Edge(EMPTY, EMPTY, to));
    }

    void allowed(int from, IntPredicate bytes, int to) {
        for (int b = 0; b < 256; b++) {
            if (bytes.test(b)) {
                step(from, b, to);
            }
        }
    }

    int literal(int from, byte[] bytes) {
        int at = from;
        for (byte b : bytes) {
            int next = state();
            step(at, b, next);
            at = next;
        }
        return at;
    }

    void accept(int state) {
        accept = state;
    }

    /** A key that both automata accept; state 0 is where each begins. */
    Optional<String> common(KeyLanguage other) {
        Pair start = new Pair(0, 0);
        Map<Pair, Step> reached = new HashMap<>(Map.of(start, new Step(start, EMPTY)));
        ArrayDeque<Pair> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Pair at = open.remove();
            if (at.left == accept && at.right == other.accept) {
                return Optional.of(witness(at, start, reached));
            }
            for (Step step : successors(at, other)) {
                Pair to = step.from;
                if (reached.putIfAbsent(to, new Step(at, step.symbol)) == null) {
                    open.add(to);
                }
            }
        }
        return Optional.empty();
    }

    /** Where the pair can go: in a step here, {@code from} is the state that is reached. */
    private List<Step> successors(Pair at, KeyLanguage other) {
        List<Step> next = new ArrayList<>();
        for (Edge left : states.get(at.left)) {
            if (left.low == EMPTY) {
                next.add(new Step(new Pair(left.to, at.right), EMPTY));
                continue;
            }
            for (Edge right : other.states.get(at.right)) {
                int low = Math.max(left.low, right.low);
                if (right.low != EMPTY && low <= Math.min(left.high, right.high)) {
                    next.add(new Step(new Pair(left.to, right.to), low));
                }
            }
        }
        for (Edge right : other.states.get(at.right)) {
            if (right.low == EMPTY) {
                next.add(new Step(new Pair(at.left, right.to), EMPTY));
            }
        }
        return next;
    }

    private static String witness(Pair end, Pair start, Map<Pair, Step> reached) {
        StringBuilder bytes = new StringBuilder();
        for (Pair at = end; !at.equals(start); ) {
            Step step = Objects.requireNonNull(reached.get(at));
            if (step.symbol != EMPTY) {
                bytes.append((char) step.symbol);
            }
            at = step.from;
        }
        return new String(bytes.reverse().toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
