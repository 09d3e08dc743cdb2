package dev.redkeep.leaderboard;

import java.util.OptionalDouble;

/**
 * What a submission to a board in shards changed.
 *
 * @param member who
 * @param oldScore the score before; empty if the member was not on the board
 * @param score the score now
 * @param improved whether the score is better than before, or the first
 */
public record ScoreChange(String member, OptionalDouble oldScore, double score, boolean improved) {}
