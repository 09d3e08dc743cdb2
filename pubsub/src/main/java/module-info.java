/** Messages between processes: live channels that say when they missed something, and durable topics that lose nothing. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.pubsub {
    requires transitive dev.redkeep.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.redkeep.pubsub;
    exports dev.redkeep.pubsub.topic;

    opens dev.redkeep.pubsub to
            com.fasterxml.jackson.databind;
}
