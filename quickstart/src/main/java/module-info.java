/** The main job, runnable. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.quickstart {
    requires dev.redkeep.ratelimit;
    requires dev.redkeep.sessions;
    requires dev.redkeep.testing;
    requires static org.jspecify;
}
