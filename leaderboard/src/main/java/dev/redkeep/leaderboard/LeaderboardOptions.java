package dev.redkeep.leaderboard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How a board ranks. Immutable; see {@link LeaderboardOptionsBuilder} for each. All who use a board must agree in its order, ties
 * and tie-break, in whether its rule is {@link ScoreRule#LAST} and in whether it has details, from its first score on: what is kept
 * beside the board depends on them, and who does not know of it leaves it behind when a member goes. Where it is missing, a {@link
 * BoardOptionsException} tells so. The bounds of sums, how long details are kept and the other rules may differ.
 *
 * <pre>{@code
 * LeaderboardOptions.builder().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST).build()
 * }</pre>
 *
 * @param order see {@link LeaderboardOptionsBuilder#order}
 * @param ties see {@link LeaderboardOptionsBuilder#ties}
 * @param tieBreak see {@link LeaderboardOptionsBuilder#tieBreak}
 * @param rule see {@link LeaderboardOptionsBuilder#rule}
 * @param sums see {@link LeaderboardOptionsBuilder#sums}
 * @param details see {@link LeaderboardOptionsBuilder#details}
 */
public record LeaderboardOptions(
        Order order, Ties ties, TieBreak tieBreak, ScoreRule rule, Optional<Bounds> sums, Optional<Duration> details) {
    private static final Duration LEAST_DETAILS = Duration.ofSeconds(1);
    private static final Duration MOST_DETAILS = Duration.ofDays(3_650);
    private static final LeaderboardOptions DEFAULTS = builder().build();

    /**
     * What a sum is kept within.
     *
     * @param least the lowest
     * @param most the highest
     */
    public record Bounds(double least, double most) {
        /**
         * Checks both.
         *
         * @param least see the record
         * @param most see the record
         * @throws IllegalArgumentException if one is not between -2^53 and 2^53, or the least is over the most
         */
        public Bounds {
            least = Scores.checked("least", least);
            most = Scores.checked("most", most);
            if (least > most) {
                throw new IllegalArgumentException("least must be at most " + most + ", not " + least);
            }
        }
    }

    /**
     * Checks the parts.
     *
     * @param order see the record
     * @param ties see the record
     * @param tieBreak see the record
     * @param rule see the record
     * @param sums see the record
     * @param details see the record
     * @throws IllegalArgumentException if details are kept for less than 1 s or more than 3,650 days
     */
    public LeaderboardOptions {
        requireNonNull(order, "order");
        requireNonNull(ties, "ties");
        requireNonNull(tieBreak, "tieBreak");
        requireNonNull(rule, "rule");
        details.ifPresent(kept -> {
            if (kept.compareTo(LEAST_DETAILS) < 0 || kept.compareTo(MOST_DETAILS) > 0) {
                throw new IllegalArgumentException("details must be kept from 1 s to 3650 days, not " + kept);
            }
        });
    }

    /**
     * Begins with what keeps the documents' bytes: the highest score first, ranks without ties, members by their bytes, and
     * the best score of each.
     *
     * @return a builder
     */
    public static LeaderboardOptionsBuilder builder() {
        return new LeaderboardOptionsBuilder();
    }

    /**
     * What a builder begins with.
     *
     * @return the highest score first, ranks without ties, members by their bytes, and the best score of each
     */
    public static LeaderboardOptions defaults() {
        return DEFAULTS;
    }

    /** Whether nothing is kept beside the board. */
    boolean plain() {
        return tieBreak == TieBreak.MEMBER && ties != Ties.DENSE && rule != ScoreRule.LAST && details.isEmpty();
    }
}
