package dev.redkeep.sessions;

/** The contract on Trackeep as documented. */
class TrackeepSessionStoreTest extends RedisSessionStoreTest {
    @Override
    public SessionOptionsBuilder options() {
        return super.options().schema(SessionSchema.TRACKEEP);
    }
}
