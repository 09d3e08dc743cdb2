package dev.redkeep.cache;

import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;

/** Messages are lost, since only those who listen are cut, while the others go on changing; and sometimes all are. */
class NearRaceByMessagesTest extends NearRaceContract {
    @Override
    RedisOptions clients(RedisServer server) {
        return Untracked.on(raw, server);
    }

    @Override
    boolean announced() {
        return true;
    }

    @Override
    void cut(int time) {
        raw.executeCommand(time % 4 == 3 ? kill() : kill("TYPE", "pubsub"));
    }
}
