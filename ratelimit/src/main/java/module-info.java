/** Rate limits across a fleet, in one round trip, on the server's clock. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.ratelimit {
    requires transitive dev.redkeep.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.redkeep.ratelimit;
}
