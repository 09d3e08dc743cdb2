package dev.redkeep.leaderboard;

/**
 * Which ranks members of equal scores have.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Ranking#Strategies_for_handling_ties">Strategies for handling ties</a>
 */
public enum Ties {
    /** 1, 2, 3, 4: one before the other, by {@link TieBreak}. */
    ORDINAL,
    /** 1, 2, 2, 4: the same, and as many ranks behind it are left out. */
    COMPETITION,
    /** 1, 2, 2, 3: the same, and none is left out. A set of the scores is kept beside the board. */
    DENSE
}
