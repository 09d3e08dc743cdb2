package dev.redkeep.leaderboard;

/** Which score is the best. */
public enum Order {
    /** The highest, as of points. */
    HIGH_FIRST,
    /** The lowest, as of times. */
    LOW_FIRST;

    /** Whether one score is strictly better than another. */
    boolean better(double one, double other) {
        return this == HIGH_FIRST ? one > other : one < other;
    }
}
