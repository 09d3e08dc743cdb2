/** Messages between processes: live channels that say when they missed something. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.pubsub {
    requires transitive dev.redkeep.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.redkeep.pubsub;

    opens dev.redkeep.pubsub to
            com.fasterxml.jackson.databind;
}
