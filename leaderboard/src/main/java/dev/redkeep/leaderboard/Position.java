package dev.redkeep.leaderboard;

/**
 * Where a member is, all of one moment.
 *
 * @param member who
 * @param score the score
 * @param rank the rank, from 1
 * @param ahead how many members are before it: those that are better; with {@link Ties#ORDINAL} also those of the same score that
 *     come first
 * @param total how many are on the board
 */
public record Position(String member, double score, long rank, long ahead, long total) {
    /**
     * The share of the board that the member is at least as good as, itself included.
     *
     * @return in percent, over 0; 100 for the best
     */
    public double percentile() {
        return 100.0 * (total - ahead) / total;
    }
}
