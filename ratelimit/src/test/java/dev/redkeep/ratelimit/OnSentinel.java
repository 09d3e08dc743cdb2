package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.SentinelGroup;

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
}
