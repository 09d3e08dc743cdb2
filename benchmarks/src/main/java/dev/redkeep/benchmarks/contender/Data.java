package dev.redkeep.benchmarks.contender;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** What the rows read and write, the same for all. */
final class Data {
    static final int VALUES = 1_000;
    static final int HUNDRED = 100;
    static final int BUCKETS = 10_000;
    static final int SESSIONS = 1_000;
    static final int USERS = 10_000;
    static final int MEMBERS = 100_000;
    static final int SCORES = 1_000_000;
    static final String BOARD = "bench:board";
    static final int POOL = 64;
    static final Duration SESSION_AGE = Duration.ofDays(30);
    static final Duration TRACKEEP_AGE = Duration.ofDays(1);
    /** The bounds of what is kept in a process' memory. */
    static final long LOCAL_BYTES = 64 << 20;

    static final Duration LOCAL_AGE = Duration.ofMinutes(5);
    static final String USERNAME = "alice";

    /** A bucket of 20 tokens, one more each 100 ms. */
    static final String CAPACITY = "20";

    static final String INTERVAL_MICROS = "100000";
    /** Permits a second, and at once, of each client where there are many, and of the only one. */
    static final int CLIENT_RATE = 1_000;

    static final int HOT_RATE = 1_000_000;
    static final String TAKE = resource("lua/take.lua");

    private static final List<String> TOKENS = LongStream.range(0, SESSIONS)
            .mapToObj(user -> "seeded-" + "x".repeat(26) + (1_000_000_000L + user))
            .toList();

    static final KeyPattern1<Long> SMALL = KeyPattern.of("bench:small:{n}", number())
            .string()
            .persistent("the server is emptied after the run")
            .owner("benchmarks");
    static final KeyPattern1<Long> KILO = KeyPattern.of("bench:kilo:{n}", number())
            .string()
            .persistent("the server is emptied after the run")
            .owner("benchmarks");
    static final KeyPattern1<Long> BUCKET = KeyPattern.of("bench:bucket:{n}", number())
            .hash()
            .ttl(TtlPolicy.until("the bucket is full again"))
            .owner("benchmarks");

    private Data() {}

    static long any(int count) {
        return ThreadLocalRandom.current().nextLong(count);
    }

    static String kilo() {
        return "v".repeat(1_024);
    }

    static String valueKey(Row row) {
        return (row == Row.GET_1K ? "bench:kilo:" : "bench:small:") + any(VALUES);
    }

    static byte[] articleKey(long n) {
        return ("bench:article:" + n).getBytes(StandardCharsets.US_ASCII);
    }

    /** So many different ones, one after the other. */
    static List<Long> hundred() {
        long first = any(VALUES);
        return LongStream.range(first, first + HUNDRED)
                .map(n -> n % VALUES)
                .boxed()
                .toList();
    }

    static double score() {
        return (double) any(SCORES);
    }

    static String member() {
        return "member-" + any(MEMBERS);
    }

    static String bucketKey() {
        return "bench:bucket:" + any(BUCKETS);
    }

    static int rate(Row row) {
        return row == Row.RATE_LIMIT_HOT ? HOT_RATE : CLIENT_RATE;
    }

    /** An address such as services limit by. */
    static String client(Row row) {
        return row == Row.RATE_LIMIT_HOT ? "192.0.2.1" : "192.0.2." + any(BUCKETS);
    }

    static String sessionKey(long user, String token) {
        return "session:" + user + ":" + token;
    }

    static String indexKey(long user) {
        return "user_sessions:" + user;
    }

    static String trackeepKey(String id) {
        return "tk:session:" + id;
    }

    /** The token that the seed gave to a user: 43 characters, as 32 random bytes in base64url have. */
    static String seededToken(long user) {
        return TOKENS.get((int) user);
    }

    /** Like a random one, but without the lock of the secure source, for which all threads would queue. */
    static String freshToken() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()) + "-fresh-";
    }

    static Map<String, String> fields(long user, String now) {
        return Map.of(
                "user_id", Long.toString(user),
                "username", USERNAME,
                "token_type", "session",
                "created_at", now,
                "last_activity", now);
    }

    static String now() {
        return Long.toString(System.currentTimeMillis() / 1_000);
    }

    static SetParams lasting(Duration time) {
        return SetParams.setParams().ex(time.toSeconds());
    }

    /** Puts a row's data onto a server that is empty, or onto a Cluster. */
    static void seed(Row row, UnifiedJedis jedis) {
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            switch (row) {
                case GET, LAYERS, CLUSTER_GET -> values(pipeline, "bench:small:", 16);
                case GET_1K -> values(pipeline, "bench:kilo:", 1_024);
                case CACHE_HIT, CACHE_ALL, CACHE_HIT_ONE_KEY, CACHE_ALL_ONE_KEY -> articles(pipeline);
                case BOARD_SUBMIT, BOARD_RANK -> board(pipeline);
                case SESSION_TOUCH, SESSION_TOUCH_HARDENED -> sessions(pipeline);
                case SESSION_TOUCH_TRACKEEP -> trackeepSessions(pipeline);
                case SCRIPT,
                        RATE_LIMIT,
                        RATE_LIMIT_HOT,
                        SESSION_CREATE,
                        SESSION_CREATE_HARDENED,
                        REFRESH_ROTATE,
                        CACHE_LOCAL -> {}
            }
            pipeline.sync();
        }
    }

    private static void board(AbstractPipeline pipeline) {
        for (int i = 0; i < MEMBERS; i++) {
            pipeline.zadd(BOARD, score(), "member-" + i);
        }
    }

    private static void values(AbstractPipeline pipeline, String prefix, int size) {
        for (int i = 0; i < VALUES; i++) {
            pipeline.set(prefix + i, "v".repeat(size));
        }
    }

    private static void articles(AbstractPipeline pipeline) {
        Codec<Article> json = Codec.json(Article.class);
        for (long n = 0; n < VALUES; n++) {
            pipeline.set(articleKey(n), json.encode(Article.of(n)));
        }
    }

    private static void sessions(AbstractPipeline pipeline) {
        long seconds = SESSION_AGE.toSeconds();
        for (long user = 0; user < SESSIONS; user++) {
            String token = seededToken(user);
            pipeline.hset(sessionKey(user, token), fields(user, now()));
            pipeline.expire(sessionKey(user, token), seconds);
            pipeline.sadd(indexKey(user), token);
            pipeline.expire(indexKey(user), seconds);
        }
    }

    private static void trackeepSessions(AbstractPipeline pipeline) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (long user = 0; user < SESSIONS; user++) {
            String id = seededToken(user);
            String json = "{\"session_id\":\"%s\",\"user_id\":%d,\"created_at\":\"%s\",\"last_active\":\"%s\"}"
                    .formatted(id, user, now, now);
            pipeline.set(trackeepKey(id), json, lasting(TRACKEEP_AGE));
            pipeline.sadd("tk:user:sessions:" + user, id);
            pipeline.expire("tk:user:sessions:" + user, TRACKEEP_AGE.toSeconds());
        }
    }

    private static String resource(String name) {
        try (InputStream in = Row.class.getResourceAsStream("/dev/redkeep/benchmarks/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
