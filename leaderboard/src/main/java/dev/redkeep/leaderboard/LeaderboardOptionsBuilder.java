package dev.redkeep.leaderboard;

import java.time.Duration;
import java.util.Optional;

/** Puts {@link LeaderboardOptions} together. Not safe to share between threads. */
public final class LeaderboardOptionsBuilder {
    private Order order = Order.HIGH_FIRST;
    private Ties ties = Ties.ORDINAL;
    private TieBreak tieBreak = TieBreak.MEMBER;
    private ScoreRule rule = ScoreRule.BEST;
    private Optional<LeaderboardOptions.Bounds> sums = Optional.empty();
    private Optional<Duration> details = Optional.empty();

    LeaderboardOptionsBuilder() {}

    /**
     * Which score is the best.
     *
     * @param value {@link Order#HIGH_FIRST} by default
     * @return this builder
     */
    public LeaderboardOptionsBuilder order(Order value) {
        order = value;
        return this;
    }

    /**
     * Which ranks members of equal scores have.
     *
     * @param value {@link Ties#ORDINAL} by default. {@link Ties#DENSE} keeps more beside the board: nobody but this library may
     *     write such a board
     * @return this builder
     */
    public LeaderboardOptionsBuilder ties(Ties value) {
        ties = value;
        return this;
    }

    /**
     * Who comes first of those that have equal scores.
     *
     * @param value {@link TieBreak#MEMBER} by default, which others can read and write. {@link TieBreak#EARLIEST} stores
     *     members in another form
     * @return this builder
     */
    public LeaderboardOptionsBuilder tieBreak(TieBreak value) {
        tieBreak = value;
        return this;
    }

    /**
     * What becomes of a score that is submitted for a member who has one.
     *
     * @param value {@link ScoreRule#BEST} by default
     * @return this builder
     */
    public LeaderboardOptionsBuilder rule(ScoreRule value) {
        rule = value;
        return this;
    }

    /**
     * Keeps sums within bounds: what would go beyond ends there, a member's first sum too. Without bounds a sum that gets to 2^53 or
     * -2^53 is refused. A score that was set beyond a bound stays where it is when more is added away from the bounds, and comes
     * back by just what is added towards them: of 150 with a highest sum of 100, +1 makes 150 and -20 makes 130.
     *
     * @param least the lowest sum
     * @param most the highest sum
     * @return this builder
     * @throws IllegalArgumentException if one is not between -2^53 and 2^53, or the least is over the most
     */
    public LeaderboardOptionsBuilder sums(double least, double most) {
        sums = Optional.of(new LeaderboardOptions.Bounds(least, most));
        return this;
    }

    /**
     * Lets details of members be noted. They go with the member, or when none were noted for so long on this board.
     *
     * @param kept 1 s to 3,650 days; none can be noted by default
     * @return this builder
     */
    public LeaderboardOptionsBuilder details(Duration kept) {
        details = Optional.of(kept);
        return this;
    }

    /**
     * The options.
     *
     * @return as they are now
     * @throws IllegalArgumentException if one is out of its range; the message names it and the range
     */
    public LeaderboardOptions build() {
        return new LeaderboardOptions(order, ties, tieBreak, rule, sums, details);
    }
}
