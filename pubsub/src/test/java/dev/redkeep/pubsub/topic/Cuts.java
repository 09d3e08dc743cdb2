package dev.redkeep.pubsub.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redkeep.pubsub.Patience;
import dev.redkeep.testing.RedisServer;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import redis.clients.jedis.Jedis;

/** Cuts all connections for operations again and again. */
final class Cuts {
    private Cuts() {}

    /** As long as there is to be one of that number, from 0. */
    static Thread start(RedisServer server, IntPredicate more) {
        Thread thread = new Thread(() -> cut(server, more), "cuts");
        thread.start();
        return thread;
    }

    private static void cut(RedisServer server, IntPredicate more) {
        Random random = new Random(20261123);
        try (Jedis jedis = new Jedis(server.uri(), (int) Patience.LONG.toMillis())) {
            for (int cuts = 0; more.test(cuts); cuts++) {
                jedis.sendCommand(() -> "CLIENT".getBytes(UTF_8), "KILL", "TYPE", "normal");
                LockSupport.parkNanos(random.nextInt(60_000_000));
            }
        }
    }
}
