package dev.redkeep.testing;

/** The contract on the provider that the environment selects. */
class SelectedServerTest extends RedisServerContract {
    @Override
    RedisServer start(ServerOptions options) {
        return RedisServer.start(options);
    }
}
