package dev.redkeep.cache;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.ttl.Between;
import dev.redkeep.core.ttl.Fixed;
import dev.redkeep.core.ttl.Persistent;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;

/** Refuses what a schema, its options and a server cannot have together, when the cache is built. */
final class Demands {
    private Demands() {}

    static void check(Redis redis, CacheSchema<?, ?> schema, CacheOptions options) {
        checkPolicy(schema.pattern);
        checkSlots(redis, schema.pattern);
        checkTimes(schema, options);
        if (schema.documented && options.compressOver != Integer.MAX_VALUE) {
            throw new IllegalArgumentException("compressOver must be left out: values of " + schema.pattern
                    + " are documented, for programs that would not know them compressed. Use CacheSchema.of, or a codec that"
                    + " the schema documents");
        }
    }

    private static void checkPolicy(KeyPattern pattern) {
        TtlPolicy policy = pattern.facts().ttl().orElseThrow();
        if (!(policy instanceof Fixed || policy instanceof Between || policy instanceof Persistent)) {
            throw new IllegalArgumentException(pattern
                    + " must be declared fixed, between two bounds, or persistent: a cache keeps no time that lasts "
                    + policy.describe());
        }
    }

    private static void checkSlots(Redis redis, KeyPattern pattern) {
        if (redis.cluster() && !pattern.sharesSlots()) {
            throw new IllegalArgumentException(pattern
                    + " must have a hash tag and be in KeyLayout.HARDENED on a Redis Cluster, where a value and its lease lie in"
                    + " one slot: declare a segment as hashTag(), and use in(KeyLayout.HARDENED)");
        }
    }

    private static void checkTimes(CacheSchema<?, ?> schema, CacheOptions options) {
        Duration stale = Lifetimes.stale(options);
        if (stale.isZero() && options.refreshAhead == 0) {
            return;
        }
        if (schema.longest().isEmpty() && schema.timeToLive == null) {
            throw new IllegalArgumentException(
                    "staleFor, staleIfError and refreshAhead must be left out, or timeToLive given: " + schema.pattern
                            + " lives for ever, and is never past its time");
        }
        Duration fresh = schema.steadyTime == null ? Duration.ofMillis(1) : schema.steadyTime;
        if (schema.longest()
                .filter(most -> most.compareTo(fresh.plus(stale)) < 0)
                .isPresent()) {
            throw new IllegalArgumentException("staleFor and staleIfError must leave room: " + schema.pattern
                    + " may live for " + schema.longest().orElseThrow() + ", which is less than its time to live and "
                    + stale + " more. Shorten them, timeToLive, or lengthen what the pattern declares");
        }
    }

    /** Whether something must be remembered beside documented values. */
    static boolean noted(CacheSchema<?, ?> schema, CacheOptions options) {
        return schema.documented
                && (!schema.absentFor.isZero()
                        || !Lifetimes.stale(options).isZero()
                        || options.refreshAhead != 0
                        || MarkTaker.marked(schema));
    }
}
