package dev.redkeep.ratelimit;

import dev.redkeep.core.key.KeyLayout;

/** The contract on Redis, in the hardened layout. */
class HardenedLimitsTest extends RedisLimitsTest {
    @Override
    KeyLayout layout() {
        return KeyLayout.HARDENED;
    }
}
