package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.pubsub.Patience;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.SentinelGroup;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** The primary of a Sentinel group dies, and the replica that takes over lacks the last that it did. */
final class LossyFailover {
    private final SentinelGroup group;
    private final RedisServer primary;
    private final List<RedisServer> replicas;
    private String reign = "";

    private LossyFailover(SentinelGroup group) {
        this.group = group;
        this.primary = group.primary();
        this.replicas = group.replicas();
    }

    static Redis connect(SentinelGroup group) {
        return Redis.connect(RedisOptions.builder()
                .sentinel(
                        group.masterName(),
                        group.uris().stream()
                                .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                                .toArray(Endpoint[]::new))
                .timeouts(Patience.TIMEOUTS)
                .build());
    }

    /** A primary that stands still, or is restarted, is not replaced. */
    static void none(SentinelGroup group) {
        patience(group, Patience.LONG.toMillis());
    }

    /** All that was done so far survives; from now on nothing does. */
    static LossyFailover begin(SentinelGroup group) {
        LossyFailover failover = new LossyFailover(group);
        group.awaitReplicated();
        failover.replicas.forEach(RedisServer::pause);
        return failover;
    }

    void die() {
        patience(group, 1_000);
        primary.kill();
    }

    /** What is done from now on survives again. */
    void takeOver() {
        replicas.forEach(RedisServer::resume);
        reign = reign(group.awaitFailoverFrom(primary));
        none(group);
    }

    /** False if this machine stood still and Sentinel failed over again, so that more may be lost. */
    boolean wasTheOnlyOne() {
        return reign(group.primary()).equals(reign);
    }

    private static void patience(SentinelGroup group, long millis) {
        group.uris().forEach(uri -> {
            try (Jedis sentinel = new Jedis(uri)) {
                sentinel.sentinelSet(group.masterName(), Map.of("down-after-milliseconds", Long.toString(millis)));
            }
        });
    }

    /** Another one for each time that a replica becomes the primary. */
    private static String reign(RedisServer primary) {
        try (RedisClient raw = Patience.raw(primary.uri())) {
            return raw.info("replication").replaceFirst("(?s).*master_replid:(\\w+).*", "$1");
        }
    }
}
