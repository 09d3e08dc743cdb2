package dev.redkeep.sessions;

import redis.clients.jedis.params.SetParams;

/** Beside a store, a service in Go that writes sessions as Trackeep documents them. */
abstract class TrackeepOnRedis extends SessionsOnRedis {
    static final String KEY = "tk:session:abc-1";
    static final String INDEX = "tk:user:sessions:7";
    static final SessionId ALONE = SessionId.of("abc-1");
    static final String GO = "{\"session_id\":\"abc-1\",\"user_id\":7,\"email\":\"a\\u003cb@x\",\"roles\":[],"
            + "\"quota\":12345678901234567890123,\"created_at\":\"2026-01-02T03:04:05.123456789+02:00\","
            + "\"last_active\":\"2026-01-02T01:04:05.9Z\",\"extra\":{\"last_active\":\"never\",\"x\":null}}";

    static SessionOptionsBuilder trackeep() {
        return SessionOptions.builder().schema(SessionSchema.TRACKEEP);
    }

    void go(String key, String json) {
        raw.set(key, json, SetParams.setParams().ex(86_400));
        raw.sadd(INDEX, key.substring("tk:session:".length()));
        raw.expire(INDEX, 86_400);
    }
}
