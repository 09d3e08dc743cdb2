/** Leaderboards: exact ties, and every rank in one round trip. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.leaderboard {
    requires transitive dev.redkeep.core;
    requires static transitive org.jspecify;

    exports dev.redkeep.leaderboard;
}
