package dev.redkeep.leaderboard;

/**
 * What a member is short of the next better rank.
 *
 * @param own the member's line
 * @param next the line of the one ahead; with shared ranks, one of those of the next better rank
 */
public record Gap(Row own, Row next) {
    /**
     * How far the scores are apart.
     *
     * @return 0 or more: 0 only where equal scores have ranks of their own
     */
    public double distance() {
        return Math.abs(next.score() - own.score());
    }
}
