package dev.redkeep.leaderboard;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a member is from its neighbours, all of one moment. Where ranks are shared, its neighbours are those nearest to it of
 * another score.
 *
 * @param own the member's line
 * @param ahead the line of the one with the next better rank; empty if the member has the best
 * @param behind the line of the one with the next worse rank; empty if the member has the worst
 */
public record Gap(Row own, Optional<Row> ahead, Optional<Row> behind) {
    /**
     * What the member is short of the one ahead.
     *
     * @return how far their scores are apart, 0 or more: 0 only with {@link Ties#ORDINAL}; empty if nobody is ahead
     */
    public OptionalDouble toNext() {
        return distance(ahead);
    }

    /**
     * What the one behind is short of the member.
     *
     * @return how far their scores are apart, 0 or more: 0 only with {@link Ties#ORDINAL}; empty if nobody is behind
     */
    public OptionalDouble lead() {
        return distance(behind);
    }

    private OptionalDouble distance(Optional<Row> other) {
        return other.stream()
                .mapToDouble(row -> row.score() == own.score()
                        ? 0
                        : Math.abs(row.score() - own.score())) // of two infinite ones too
                .findFirst();
    }
}
