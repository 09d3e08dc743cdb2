package dev.redkeep.benchmarks.memory;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.SessionOptions;
import dev.redkeep.sessions.SessionSchema;
import dev.redkeep.sessions.SessionStore;
import dev.redkeep.testing.RedisServer;
import java.util.Locale;
import java.util.stream.LongStream;
import redis.clients.jedis.Jedis;

/** What 100,000 sessions take in Redis, five to a user, in each schema and layout. */
public final class SessionMemory {
    private static final int USERS = 20_000;
    private static final int EACH = 5;

    private SessionMemory() {}

    /** Fills a server of its own, and prints a Markdown table. The server is EMPTIED. */
    public static void print() throws Exception {
        System.out.println("| schema | layout | bytes a session | 100,000 sessions |\n|---|---|---:|---:|");
        try (RedisServer server = RedisServer.start();
                Jedis control = new Jedis(server.uri());
                Redis redis = Redis.connect(RedisOptions.of(server.uri()))) {
            for (SessionSchema schema : SessionSchema.values()) {
                for (KeyLayout layout : KeyLayout.values()) {
                    long bytes = measure(control, redis, schema, layout);
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %s | %,d | %.1f MB |%n",
                            schema.name().toLowerCase(Locale.ROOT),
                            layout.name().toLowerCase(Locale.ROOT),
                            bytes / (USERS * EACH),
                            bytes / 1e6);
                }
            }
            control.flushAll();
        }
    }

    private static long measure(Jedis control, Redis redis, SessionSchema schema, KeyLayout layout) {
        SessionStore store = SessionStore.on(
                redis, SessionOptions.builder().schema(schema).layout(layout).build());
        control.flushAll();
        store.create(NewSession.of(0, "warm-up")); // the script is loaded, and counts no more
        long before = UsedMemory.of(control);
        LongStream.rangeClosed(1, USERS).parallel().forEach(user -> {
            for (int i = 0; i < EACH; i++) {
                store.create(NewSession.of(user, "alice").deviceInfo("{\"browser\":\"Firefox\",\"os\":\"Linux\"}"));
            }
        });
        return UsedMemory.of(control) - before;
    }
}
