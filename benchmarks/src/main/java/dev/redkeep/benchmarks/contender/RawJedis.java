package dev.redkeep.benchmarks.contender;

import java.util.List;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** The measure: Jedis as its manual shows it, with a pool of 64 that is full from the start. */
final class RawJedis implements Contender {
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
                    case SESSION_TOUCH -> this::touch;
                    case SESSION_CREATE -> this::create;
                    default -> null;
                });
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
