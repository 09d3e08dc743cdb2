/** Keys, TTL policies, codecs, scripts and the door to Redis. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.core {
    requires transitive redis.clients.jedis;
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires org.apache.commons.pool2;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.redkeep.core.client;
    exports dev.redkeep.core.codec;
    exports dev.redkeep.core.key;
    exports dev.redkeep.core.observe;
    exports dev.redkeep.core.schema;
    exports dev.redkeep.core.script;
    exports dev.redkeep.core.ttl;
}
