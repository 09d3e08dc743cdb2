package dev.redkeep.leaderboard;

import dev.redkeep.core.script.ScriptReply;

/** Scores as a board stores them: where moments decide ties, the best must be the lowest, and so a high one is negated. */
record Scores(boolean negated) {
    /** Below it every whole number is exact; it is itself what 2^53 + 1 is rounded to before it gets here. */
    private static final double LIMIT = 0x1p53;

    static Scores of(LeaderboardOptions options) {
        return new Scores(options.order() == Order.HIGH_FIRST && options.tieBreak() == TieBreak.EARLIEST);
    }

    /**
     * A score in range, without the sign of zero.
     *
     * @throws IllegalArgumentException if it is not finite, or not between -2^53 and 2^53
     */
    static double checked(String name, double score) {
        if (!(Math.abs(score) < LIMIT)) {
            throw new IllegalArgumentException(
                    name + " must be between -2^53 and 2^53, where every whole number is exact, not " + score);
        }
        return score + 0.0;
    }

    /**
     * The end of a range: a score, or an infinite one for none.
     *
     * @throws IllegalArgumentException as {@link #checked}, for anything else than this infinite one
     */
    static double bound(String name, double score, double none) {
        return score == none ? none : checked(name, score);
    }

    /** As it goes to Redis; a bound may be infinite. */
    String stored(double score) {
        double value = negated ? 0.0 - score : score;
        if (Double.isInfinite(value)) {
            return value > 0 ? "+inf" : "-inf";
        }
        long whole = (long) value;
        return whole == value ? Long.toString(whole) : Double.toString(value);
    }

    /** As Redis tells it; what another program wrote may be infinite. */
    double shown(ScriptReply text) {
        String number = text.text();
        double value = switch (number) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(number);
        };
        return negated ? 0.0 - value : value;
    }
}
