package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/** Stands for limits in Redis, so that it can fail in any way. Allows everything, and remembers what was asked of it. */
final class FlakyLimits implements Limits {
    static final Subject ALICE = Subject.client("alice");

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private final Limits data;
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Runnable interlude;

    FlakyLimits(Limit... limits) {
        data = FixedLimits.none(List.of(limits));
    }

    void away() {
        fails(RedisUnavailableException.notSent("test", "connection refused", "Start Redis."));
    }

    void fails(RuntimeException with) {
        failure = with;
    }

    void back() {
        failure = null;
    }

    /** Once, in the next call, before it is answered. */
    void during(Runnable next) {
        interlude = next;
    }

    private Decision run(String call, Supplier<Decision> answer) {
        calls.add(call);
        Runnable now = interlude;
        if (now != null) {
            interlude = null;
            now.run();
        }
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return answer.get();
    }

    @Override
    public List<Limit> limits() {
        return data.limits();
    }

    @Override
    public Decision acquire(Subject subject, long cost, boolean upTo) {
        return run("acquire", () -> data.acquire(subject, cost, upTo));
    }

    @Override
    public Decision peek(Subject subject) {
        return run("peek", () -> data.peek(subject));
    }

    @Override
    public Decision refund(Subject subject, long permits) {
        return run("refund", () -> data.refund(subject, permits));
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        return run("penalise", () -> data.penalise(subject, permits));
    }

    @Override
    public Decision reset(Subject subject) {
        return run("reset", () -> data.reset(subject));
    }

    /** What a client throws whose server does not answer. */
    static RedisException timeOut() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                Redis client = Redis.connect(RedisOptions.of(server.uri()))) {
            server.pause();
            Limits.on(client, options().deadline(Duration.ofMillis(100)).build())
                    .peek(ALICE);
            throw new AssertionError("a halted server answered");
        } catch (RedisTimeoutException failure) {
            return failure;
        }
    }

    /** What a client throws whose key is of another type. */
    static RedisException wrongType() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                RedisClient raw = RedisClient.create(server.uri());
                Redis client = Redis.connect(RedisOptions.of(server.uri()))) {
            raw.sadd("rl:alice", "other");
            Limits.on(client, options().deadline(Duration.ofSeconds(10)).build())
                    .acquire(ALICE, 1, false);
            throw new AssertionError("a set was taken for a number");
        } catch (RedisWrongTypeException failure) {
            return failure;
        }
    }

    private static RateLimiterOptions.Builder options() {
        return RateLimiterOptions.builder("rl").limits(Limit.perDay(5));
    }
}
