package dev.redkeep.leaderboard;

/** The ranks of lines that follow each other, the best first. Used by one thread. */
final class Ranks {
    private final Ties ties;
    private long before;
    private long rank;
    private double score = Double.NaN; // no score equals it

    /**
     * From a line on.
     *
     * @param before how many stand before it
     * @param first its rank
     */
    Ranks(Ties ties, long before, long first) {
        this.ties = ties;
        this.before = before - 1;
        this.rank = first;
    }

    /** The rank of the next line, which has this score. */
    long next(double nextScore) {
        boolean first = Double.isNaN(score);
        boolean shared = ties != Ties.ORDINAL && nextScore == score;
        before++;
        if (!first && !shared) {
            rank = ties == Ties.COMPETITION ? before + 1 : rank + 1;
        }
        score = nextScore;
        return rank;
    }
}
