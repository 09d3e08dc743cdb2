package dev.redkeep.ratelimit;

import dev.redkeep.core.key.KeyLayout;

/** The contract on a Cluster, by best effort: in the documented layout each limit lies in a slot of its own. */
class ClusterBestEffortTest extends ClusterLimitsTest {
    @Override
    KeyLayout layout() {
        return KeyLayout.DOCUMENTED;
    }

    @Override
    Limits open(Limit... limits) {
        return Limits.on(
                redis,
                LimitsOnRedis.options(limits).layout(layout()).bestEffort().build());
    }
}
