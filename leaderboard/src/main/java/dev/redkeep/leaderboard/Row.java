package dev.redkeep.leaderboard;

/**
 * A line of a board.
 *
 * @param member who
 * @param score the score
 * @param rank the rank, from 1
 */
public record Row(String member, double score, long rank) {}
