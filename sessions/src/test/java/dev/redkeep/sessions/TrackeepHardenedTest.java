package dev.redkeep.sessions;

import dev.redkeep.core.key.KeyLayout;

/** The contract on Trackeep hardened. */
class TrackeepHardenedTest extends TrackeepSessionStoreTest implements HardenedIndexContract {
    @Override
    public SessionOptionsBuilder options() {
        return super.options().layout(KeyLayout.HARDENED);
    }
}
