package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisTest;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** The tests of a contract, on what each class of them connects to: {@link OnServer} or {@link OnCluster}. */
@RedisTest
abstract class ConnectedContract<T> {
    private final Function<Redis, T> opening;
    Redis redis;
    T subject;

    ConnectedContract(Function<Redis, T> opening) {
        this.opening = opening;
    }

    public void open(Redis connected) {
        redis = connected;
        subject = opening.apply(connected);
    }

    @AfterEach
    void close() {
        redis.close();
    }
}
