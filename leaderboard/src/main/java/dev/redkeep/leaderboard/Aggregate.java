package dev.redkeep.leaderboard;

/** What becomes of the scores that a member has on several boards. */
public enum Aggregate {
    /** They are added; what could get to 2^53 or -2^53 is refused, since it could be rounded. */
    SUM,
    /** The lowest stays. */
    MIN,
    /** The highest stays. */
    MAX
}
