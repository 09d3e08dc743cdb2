package dev.redkeep.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RMapAsync;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RSetAsync;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.EvictionPolicy;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.TypedJsonJacksonCodec;

/** Redisson with its own defaults, which are a pool of 64. */
final class Redisson implements Contender {
    private static final TypedJsonJacksonCodec ARTICLES = new TypedJsonJacksonCodec(Article.class);

    private final RedissonClient client;
    private final String sha;
    private final RLocalCachedMap<Long, String> local;
    private final RScoredSortedSet<String> board;

    Redisson(Target target) {
        this.client = Clients.redisson(target);
        this.local = client.getLocalCachedMap(LocalCachedMapOptions.<Long, String>name("redisson:local")
                .cacheSize(10 * Data.VALUES)
                .evictionPolicy(EvictionPolicy.LRU)
                .timeToLive(Data.LOCAL_AGE));
        this.board = client.getScoredSortedSet(Data.BOARD, StringCodec.INSTANCE);
        this.sha = client.getScript().scriptLoad(Data.TAKE);
    }

    @Override
    public String name() {
        return "Redisson";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case GET, GET_1K ->
                        () -> client.getBucket(Data.valueKey(row)).get();
                    case SCRIPT -> this::take;
                    case RATE_LIMIT, RATE_LIMIT_HOT -> () -> permit(row);
                    case CACHE_HIT ->
                        () -> requireNonNull(article(Data.any(Data.VALUES)).get());
                    case CACHE_LOCAL -> () -> requireNonNull(local.get(Data.any(Data.VALUES)));
                    case BOARD_SUBMIT -> this::submit;
                    case BOARD_RANK -> this::rank;
                    case SESSION_TOUCH -> this::touch;
                    case SESSION_CREATE -> this::create;
                    default -> null;
                });
    }

    private RBucket<Article> article(long n) {
        return client.getBucket("redisson:article:" + n, ARTICLES);
    }

    private Object take() {
        RScript script = client.getScript(StringCodec.INSTANCE);
        List<Object> keys = List.of(Data.bucketKey());
        return script.evalSha(Mode.READ_WRITE, sha, ReturnType.LIST, keys, Data.CAPACITY, Data.INTERVAL_MICROS);
    }

    /** Its limits lie in Redis, so that each must be there before. */
    @Override
    public void prepare(Row row) {
        for (long n = 0; n < Data.VALUES; n++) {
            if (row == Row.CACHE_LOCAL) {
                local.put(n, Data.kilo());
            } else if (row == Row.CACHE_HIT) {
                article(n).set(Article.of(n));
            }
        }
        if (row != Row.RATE_LIMIT && row != Row.RATE_LIMIT_HOT) {
            return;
        }
        int clients = row == Row.RATE_LIMIT ? Data.BUCKETS : 2;
        for (int i = 0; i < clients; i++) {
            client.getRateLimiter("redisson:192.0.2." + i)
                    .trySetRate(RateType.OVERALL, Data.rate(row), Duration.ofSeconds(1));
        }
    }

    private Object submit() {
        String member = Data.member();
        board.add(Data.score(), member);
        return board.revRank(member);
    }

    private Object rank() {
        String member = Data.member();
        return requireNonNull(board.getScore(member)) + requireNonNull(board.revRank(member));
    }

    private Object permit(Row row) {
        return client.getRateLimiter("redisson:" + Data.client(row)).tryAcquire();
    }

    private Object touch() {
        long user = Data.any(Data.SESSIONS);
        RBatch batch = client.createBatch();
        RMapAsync<String, String> session = batch.getMap(Data.sessionKey(user, Data.seededToken(user)));
        var fields = session.readAllMapAsync();
        var put = session.fastPutAsync("last_activity", Data.now());
        var expire = session.expireAsync(Data.SESSION_AGE);
        var index = batch.getSet(Data.indexKey(user)).expireAsync(Data.SESSION_AGE);
        return List.of(batch.execute(), fields, put, expire, index);
    }

    private Object create() {
        long user = Data.any(Data.USERS);
        String token = Data.freshToken();
        RBatch batch = client.createBatch();
        RMapAsync<String, String> session = batch.getMap(Data.sessionKey(user, token));
        RSetAsync<String> index = batch.getSet(Data.indexKey(user));
        var put = session.putAllAsync(Data.fields(user, Data.now()));
        var expire = session.expireAsync(Data.SESSION_AGE);
        var added = index.addAsync(token);
        var indexExpire = index.expireAsync(Data.SESSION_AGE);
        return List.of(batch.execute(), put, expire, added, indexExpire);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
