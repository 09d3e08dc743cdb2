package dev.redkeep.leaderboard;

/**
 * A member among some others, such as friends.
 *
 * @param position where it is on the whole board
 * @param rank its rank among them, from 1
 */
public record Contender(Position position, long rank) {}
