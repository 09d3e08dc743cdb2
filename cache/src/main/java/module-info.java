/** A cache of two levels: never stale after an invalidation, one load in the fleet. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.cache {
    requires transitive dev.redkeep.core;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.redkeep.cache;
    exports dev.redkeep.cache.document;
    exports dev.redkeep.cache.writebehind;

    opens dev.redkeep.cache.document to
            com.fasterxml.jackson.databind;
}
