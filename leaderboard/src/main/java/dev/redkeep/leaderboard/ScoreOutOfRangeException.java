package dev.redkeep.leaderboard;

/**
 * A sum of scores would get to 2^53 or -2^53, from where on it could be rounded. Nothing was changed; of a batch to a board in shards,
 * nothing on the shard of that member.
 */
public final class ScoreOutOfRangeException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    ScoreOutOfRangeException(String message) {
        super(message);
    }
}
