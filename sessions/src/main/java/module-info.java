/** User sessions, as the documents store them. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.sessions {
    requires transitive dev.redkeep.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.redkeep.sessions;
    exports dev.redkeep.sessions.token;
}
