package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.RedisClient;

/** Boards beside a client that sends raw commands, as another service does. */
@RedisTest
abstract class BoardsOnRedis {
    static final String KEY = "tk:challenge:7:leaderboard";

    Redis redis;
    RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.of(server.uri()).toBuilder()
                .timeouts(Patience.TIMEOUTS)
                .build());
        raw = Patience.raw(server.uri());
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    Leaderboard board(LeaderboardOptionsBuilder options) {
        return Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L), options.build());
    }

    static LeaderboardOptionsBuilder options() {
        return LeaderboardOptions.builder();
    }
}
