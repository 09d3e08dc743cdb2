package dev.redkeep.leaderboard;

/**
 * About where a member is.
 *
 * @param member who
 * @param score the score, exact
 * @param rank about which rank, from 1
 * @param error how far the rank may be off: no further in 95 of 100 cases, or more, whatever the rank and the number of shards
 */
public record Estimate(String member, double score, long rank, long error) {
    /** By how many of the member's shard are ahead: each of all who are is there with a chance of 1 in the number of shards. */
    static Estimate of(String member, double score, long ahead, int shards) {
        // + 1 because of a number that is itself left to chance; EstimateTest counts what it takes.
        double deviation = Math.sqrt(ahead * (1 - 1.0 / shards) + 1);
        double error = shards == 1 ? 0 : Math.ceil(shards * (1 + 2 * deviation));
        return new Estimate(member, score, ahead * shards + 1, (long) error);
    }
}
