package dev.redkeep.leaderboard;

/** Who comes first of those that have equal scores. */
public enum TieBreak {
    /** The bytes of the members decide, as Redis does: upwards where the lowest score is the best, else downwards. */
    MEMBER,
    /**
     * Who reached the score first, by the server's clock; exact over the full range of scores. Its moment is put in front of
     * each member on the board, and kept beside it, so that only this library reads such a board.
     */
    EARLIEST
}
