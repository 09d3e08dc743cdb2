package dev.redkeep.leaderboard;

/** What becomes of a score that is submitted for a member who has one. Who has none gets it. */
public enum ScoreRule {
    /** It replaces the other. */
    SET,
    /** The better of the two stays, by the board's {@link Order}. */
    BEST,
    /** The worse of the two stays. */
    WORST,
    /**
     * The one that was reached last stays, whatever the order in which they arrive; of two that were reached in one
     * millisecond, the one that arrives last. When each was reached is kept beside the board.
     */
    LAST,
    /** They are added, within the board's bounds if it has any. */
    SUM
}
