package dev.redkeep.leaderboard;

/** What became of finalising a period. */
public enum Finalisation {
    /** It was done here and now. */
    DONE,
    /** It was done before. */
    DONE_BEFORE,
    /** Another one is at it. */
    RUNNING,
    /** The period is not over. */
    OPEN,
    /** The board is not kept any more. */
    GONE
}
