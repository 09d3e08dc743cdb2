package dev.redkeep.cache;

/** With all connections cut, under tracking. */
class NearRaceOnRedisTest extends NearRaceContract {
    @Override
    boolean announced() {
        return false;
    }

    @Override
    void cut(int time) {
        raw.executeCommand(kill());
    }
}
