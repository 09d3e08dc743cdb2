package dev.redkeep.leaderboard;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a submission changed.
 *
 * @param member who
 * @param oldScore the score before; empty if the member was not on the board
 * @param score the score now
 * @param oldRank the rank before, from 1; empty if the member was not on the board
 * @param rank the rank now, from 1
 * @param total how many are on the board now
 * @param improved whether the score is better than before, or the first
 */
public record Standing(
        String member,
        OptionalDouble oldScore,
        double score,
        OptionalLong oldRank,
        long rank,
        long total,
        boolean improved) {}
