package dev.redkeep.sessions;

import dev.redkeep.core.key.KeyLayout;

/** The contract on Discours hardened. */
class HardenedSessionStoreTest extends RedisSessionStoreTest implements HardenedIndexContract {
    @Override
    public SessionOptionsBuilder options() {
        return super.options().layout(KeyLayout.HARDENED);
    }
}
