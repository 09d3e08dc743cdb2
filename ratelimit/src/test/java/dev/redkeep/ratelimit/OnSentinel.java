package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.SentinelGroup;
import redis.clients.jedis.RedisClient;

/** What tests of a failover need. */
final class OnSentinel {
    private OnSentinel() {}

    static RedisOptions options(SentinelGroup group) {
        return RedisOptions.builder()
                .sentinel(
                        group.masterName(),
                        group.uris().stream()
                                .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                                .toArray(Endpoint[]::new))
                .build();
    }

    /** Until all that the primary has done by now is in both replicas, whichever is elected. */
    static void awaitReplicated(RedisServer primary) {
        try (RedisClient raw = Patient.raw(primary)) {
            long done = offset(raw.info("replication"), "master_repl_offset:");
            await().until(() -> raw.info("replication")
                            .lines()
                            .filter(line -> line.startsWith("slave") && line.contains("offset="))
                            .filter(line -> offset(line, "offset=") >= done)
                            .count()
                    == 2);
        }
    }

    private static long offset(String text, String name) {
        return Long.parseLong(text.replaceFirst("(?s).*" + name + "(\\d+).*", "$1"));
    }
}
