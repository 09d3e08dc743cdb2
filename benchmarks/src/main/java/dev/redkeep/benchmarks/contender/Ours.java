package dev.redkeep.benchmarks.contender;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.script.Script;
import dev.redkeep.ratelimit.FailurePolicy;
import dev.redkeep.ratelimit.Limit;
import dev.redkeep.ratelimit.RateLimiter;
import dev.redkeep.ratelimit.RateLimiterOptions;
import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.SessionId;
import dev.redkeep.sessions.SessionOptions;
import dev.redkeep.sessions.SessionSchema;
import dev.redkeep.sessions.SessionStore;
import dev.redkeep.sessions.token.RefreshTokens;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Redkeep over one transport; which one, the options say. */
final class Ours implements Contender {
    private static final Script<List<Long>> TAKE = Script.read(
            "bench.take",
            new ByteArrayInputStream(Data.TAKE.getBytes(StandardCharsets.UTF_8)),
            reply -> List.of(
                    reply.slot(0).integer(),
                    reply.slot(1).integer(),
                    reply.slot(2).integer()));
    private static final long CAPACITY = Long.parseLong(Data.CAPACITY);
    private static final long INTERVAL_MICROS = Long.parseLong(Data.INTERVAL_MICROS);

    private final String name;
    private final Redis redis;
    private final SessionStore sessions;
    private final RateLimiter limiter;
    private final RateLimiter hotLimiter;
    private final SessionStore hardened;
    private final SessionStore trackeep;
    private final RefreshTokens tokens;
    private final OurCache cache;
    private final OurRedisCache articles;
    private final OurRedisCache oneKeyArticles;
    private final OurBoard board;
    private final Chains chains = new Chains();
    private List<SessionId> ids = List.of();

    Ours(String name, RedisOptions options) {
        this.name = name;
        this.redis = Redis.connect(options);
        this.sessions = SessionStore.on(redis);
        this.limiter = limiter("rl:clients", Data.CLIENT_RATE);
        this.hotLimiter = limiter("rl:hot", Data.HOT_RATE);
        this.hardened = SessionStore.on(
                redis, SessionOptions.builder().layout(KeyLayout.HARDENED).build());
        this.trackeep = SessionStore.on(
                redis, SessionOptions.builder().schema(SessionSchema.TRACKEEP).build());
        this.tokens = RefreshTokens.on(redis);
        this.cache = new OurCache(redis);
        this.articles = OurRedisCache.clearable(redis);
        this.board = new OurBoard(redis);
        this.oneKeyArticles = OurRedisCache.notClearable(redis);
    }

    /** One that asks Redis each time. */
    private RateLimiter limiter(String prefix, int rate) {
        return RateLimiter.on(
                redis,
                RateLimiterOptions.builder(prefix)
                        .limits(Limit.perSecond(rate))
                        .deadline(Duration.ofSeconds(10))
                        .onFailure(FailurePolicy.THROW)
                        .refusalCache(0)
                        .build());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case GET -> () -> get(redis, Data.SMALL);
                    case GET_1K -> () -> get(redis, Data.KILO);
                    case SCRIPT ->
                        () -> redis.run(TAKE.on(Data.BUCKET.key(Data.any(Data.BUCKETS)))
                                .arg(CAPACITY)
                                .arg(INTERVAL_MICROS));
                    case RATE_LIMIT -> () -> limiter.tryAcquire(Data.client(row));
                    case RATE_LIMIT_HOT -> () -> hotLimiter.tryAcquire(Data.client(row));
                    case SESSION_TOUCH -> this::touch;
                    case SESSION_TOUCH_HARDENED ->
                        () -> hardened.findAndTouch(ids.get((int) Data.any(ids.size())))
                                .orElseThrow();
                    case SESSION_TOUCH_TRACKEEP -> this::touchTrackeep;
                    case SESSION_CREATE -> () -> create(sessions);
                    case SESSION_CREATE_HARDENED -> () -> create(hardened);
                    case CACHE_LOCAL -> cache::read;
                    case CACHE_HIT -> articles::read;
                    case CACHE_ALL -> articles::readMany;
                    case BOARD_SUBMIT -> board::submit;
                    case BOARD_RANK -> board::rank;
                    case CACHE_HIT_ONE_KEY -> oneKeyArticles::read;
                    case CACHE_ALL_ONE_KEY -> oneKeyArticles::readMany;
                    case REFRESH_ROTATE -> () -> chains.next(this::rotate);
                    default -> null;
                });
    }

    @Override
    public void prepare(Row row) throws InterruptedException {
        if (row == Row.SESSION_TOUCH_HARDENED) {
            ids = LongStream.range(0, Data.SESSIONS)
                    .mapToObj(user -> hardened.create(NewSession.of(user, Data.USERNAME))
                            .session()
                            .id())
                    .toList();
        } else if (row == Row.REFRESH_ROTATE) {
            chains.begin(user -> tokens.issue(user).token());
        } else if (row == Row.CACHE_LOCAL) {
            cache.fill();
        } else if (row == Row.CACHE_HIT || row == Row.CACHE_ALL) {
            articles.fill();
        } else if (row == Row.CACHE_HIT_ONE_KEY || row == Row.CACHE_ALL_ONE_KEY) {
            oneKeyArticles.fill();
        }
    }

    static String get(Redis redis, KeyPattern1<Long> pattern) {
        Key key = pattern.key(Data.any(Data.VALUES));
        return redis.execute("bench.get", key, commands -> commands.get(key.bytes()))
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private Object touch() {
        long user = Data.any(Data.SESSIONS);
        return sessions.findAndTouch(SessionId.of(user, Data.seededToken(user))).orElseThrow();
    }

    private Object touchTrackeep() {
        SessionId id = SessionId.of(Data.seededToken(Data.any(Data.SESSIONS)));
        return trackeep.findAndTouch(id).orElseThrow();
    }

    private static Object create(SessionStore store) {
        return store.create(NewSession.of(Data.any(Data.USERS), Data.USERNAME).token(Data.freshToken()));
    }

    private String rotate(String token) {
        return tokens.rotate(token).successor().orElseThrow().token();
    }

    @Override
    public void close() {
        cache.close();
        articles.close();
        oneKeyArticles.close();
        redis.close();
    }
}
