package dev.redkeep.benchmarks.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** The measure: Jedis as its manual shows it, with a pool of 64 that is full from the start. */
final class RawJedis implements Contender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader ARTICLES = JSON.readerFor(Article.class);
    private static final String REFRESH = "bench:refresh:";

    private final BareCaffeine local = new BareCaffeine();
    private final Chains chains = new Chains();
    private final RedisClient jedis;
    private final String sha;

    RawJedis(Target target) throws Exception {
        this.jedis = client(target);
        jedis.getPool().addObjects(Data.POOL);
        this.sha = jedis.scriptLoad(Data.TAKE);
    }

    static RedisClient client(Target target) {
        return RedisClient.builder()
                .hostAndPort(address(target))
                .poolConfig(pool())
                .clientConfig(config(target))
                .build();
    }

    static HostAndPort address(Target target) {
        return new HostAndPort(target.host(), target.port());
    }

    static ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(Data.POOL);
        pool.setMaxIdle(Data.POOL);
        pool.setMinIdle(Data.POOL);
        pool.setJmxEnabled(false);
        return pool;
    }

    static JedisClientConfig config(Target target) {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder().socketTimeoutMillis(10_000);
        target.user().ifPresent(config::user);
        target.password().ifPresent(config::password);
        return config.build();
    }

    RedisClient client() {
        return jedis;
    }

    @Override
    public String name() {
        return BASELINE;
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case GET, GET_1K, LAYERS -> () -> jedis.get(Data.valueKey(row));
                    case SCRIPT ->
                        () -> jedis.evalsha(
                                sha, List.of(Data.bucketKey()), List.of(Data.CAPACITY, Data.INTERVAL_MICROS));
                    case RATE_LIMIT, RATE_LIMIT_HOT -> () -> permit(row);
                    case SESSION_TOUCH, SESSION_TOUCH_HARDENED -> this::touch;
                    case SESSION_TOUCH_TRACKEEP -> this::touchTrackeep;
                    case SESSION_CREATE, SESSION_CREATE_HARDENED -> this::create;
                    case CACHE_LOCAL -> local::read;
                    case CACHE_HIT, CACHE_HIT_ONE_KEY -> () -> article(Data.any(Data.VALUES));
                    case CACHE_ALL, CACHE_ALL_ONE_KEY -> this::articles;
                    case BOARD_SUBMIT -> this::submit;
                    case BOARD_RANK -> this::rank;
                    case REFRESH_ROTATE -> () -> chains.next(this::rotate);
                    default -> null;
                });
    }

    @Override
    public void prepare(Row row) {
        if (row == Row.CACHE_LOCAL) {
            local.fill();
        } else if (row == Row.REFRESH_ROTATE) {
            chains.begin(user -> {
                String token = Data.freshToken();
                jedis.set(REFRESH + token, Long.toString(user), Data.lasting(Data.SESSION_AGE));
                return token;
            });
        }
    }

    private Article article(long n) throws IOException {
        return ARTICLES.readValue(jedis.get(Data.articleKey(n)));
    }

    private Object articles() throws IOException {
        List<Article> all = new ArrayList<>(Data.HUNDRED);
        for (long n : Data.hundred()) {
            all.add(article(n));
        }
        return all;
    }

    private Object submit() {
        String member = Data.member();
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            pipeline.zadd(Data.BOARD, Data.score(), member);
            Response<Long> rank = pipeline.zrevrank(Data.BOARD, member);
            pipeline.sync();
            return rank.get();
        }
    }

    private Object rank() {
        String member = Data.member();
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            Response<Double> score = pipeline.zscore(Data.BOARD, member);
            Response<Long> rank = pipeline.zrevrank(Data.BOARD, member);
            pipeline.sync();
            return rank.get() + score.get();
        }
    }

    private Object permit(Row row) {
        int rate = Data.rate(row);
        return jedis.evalsha(
                sha,
                List.of("rl:" + Data.client(row)),
                List.of(Integer.toString(rate), Integer.toString(1_000_000 / rate)));
    }

    private Object touch() {
        long user = Data.any(Data.SESSIONS);
        String key = Data.sessionKey(user, Data.seededToken(user));
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            Response<?> fields = pipeline.hgetAll(key);
            pipeline.hset(key, "last_activity", Data.now());
            pipeline.expire(key, Data.SESSION_AGE.toSeconds());
            pipeline.expire(Data.indexKey(user), Data.SESSION_AGE.toSeconds());
            pipeline.sync();
            return fields.get();
        }
    }

    /** As the document's sketch: what was read is written again, whatever happened to it meanwhile. */
    private Object touchTrackeep() throws IOException {
        String key = Data.trackeepKey(Data.seededToken(Data.any(Data.SESSIONS)));
        ObjectNode session = (ObjectNode) JSON.readTree(jedis.get(key));
        session.put("last_active", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        jedis.set(key, JSON.writeValueAsString(session), Data.lasting(Data.TRACKEEP_AGE));
        return session;
    }

    /** The plain way: the successor takes the token's place. Two at once may both rotate it, and a reuse is not seen. */
    private String rotate(String token) {
        String user = jedis.get(REFRESH + token);
        String successor = Data.freshToken();
        try (AbstractTransaction transaction = jedis.multi()) {
            transaction.del(REFRESH + token);
            transaction.set(REFRESH + successor, user, Data.lasting(Data.SESSION_AGE));
            if (transaction.exec() == null) {
                throw new IllegalStateException("the transaction was dropped");
            }
        }
        return successor;
    }

    private Object create() {
        long user = Data.any(Data.USERS);
        String token = Data.freshToken();
        String key = Data.sessionKey(user, token);
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            pipeline.hset(key, Data.fields(user, Data.now()));
            pipeline.expire(key, Data.SESSION_AGE.toSeconds());
            pipeline.sadd(Data.indexKey(user), token);
            Response<Long> indexed = pipeline.expire(Data.indexKey(user), Data.SESSION_AGE.toSeconds());
            pipeline.sync();
            return indexed.get();
        }
    }

    @Override
    public void close() {
        jedis.close();
    }
}
