/** The main job, runnable. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.quickstart {
    requires dev.redkeep.leaderboard;
    requires dev.redkeep.ratelimit;
    requires dev.redkeep.cache;
    requires dev.redkeep.pubsub;
    requires dev.redkeep.sessions;
    requires dev.redkeep.testing;
    requires static org.jspecify;

    opens dev.redkeep.quickstart to
            com.fasterxml.jackson.databind; // for the record that is cached
}
