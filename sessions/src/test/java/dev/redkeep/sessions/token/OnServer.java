package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.Patient;
import dev.redkeep.testing.RedisServer;
import org.junit.jupiter.api.BeforeEach;

/** Tests on one server. */
interface OnServer {
    void open(Redis connected);

    @BeforeEach
    default void connect(RedisServer server) {
        open(Patient.connect(server));
    }
}
