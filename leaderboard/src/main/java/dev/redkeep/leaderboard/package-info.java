/** Leaderboards: {@link dev.redkeep.leaderboard.Leaderboard} ranks members by their scores. */
package dev.redkeep.leaderboard;
