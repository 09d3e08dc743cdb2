package dev.redkeep.leaderboard;

/** Which score is the best. */
public enum Order {
    /** The highest, as of points. */
    HIGH_FIRST,
    /** The lowest, as of times. */
    LOW_FIRST
}
