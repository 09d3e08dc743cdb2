package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/** Stands for limits in Redis, so that it can fail in any way. Allows everything, and remembers what was asked of it. */
final class FlakyLimits implements Limits {
    static final Subject ALICE = Subject.client("alice");

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** Looks that are under way, for the test to end; unless it lets {@link #answerLooks}. */
    final Queue<CompletableFuture<Object>> looks = new ConcurrentLinkedQueue<>();

    private final Limits data;
    private volatile boolean answersLooks;
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

    /** From now on a look ends at once, as a call would. */
    void answerLooks() {
        answersLooks = true;
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
    public Decision acquire(Subject subject, long least, long most) {
        return run("acquire", () -> data.acquire(subject, least, most));
    }

    @Override
    public Decision peek(Subject subject) {
        return run("peek", () -> data.peek(subject));
    }

    @Override
    public CompletionStage<?> look(Subject subject) {
        if (answersLooks) {
            calls.add("look");
            RuntimeException thrown = failure;
            return thrown == null ? CompletableFuture.completedFuture(subject) : CompletableFuture.failedFuture(thrown);
        }
        CompletableFuture<Object> look = new CompletableFuture<>();
        looks.add(look);
        return look;
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        return run("refund", () -> data.refund(subject, permits, grantedAt));
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
                Redis client = Patient.connect(server)) {
            Limits.on(client, options().deadline(Patient.LONG).build()).peek(ALICE);
            server.pause();
            Limits.on(client, options().deadline(Duration.ofMillis(100)).build())
                    .peek(ALICE);
            throw new AssertionError("a halted server answered");
        } catch (RedisTimeoutException failure) {
            return failure;
        }
    }

    /** What a client throws whose server dies while it waits. */
    static RedisException broken() {
        return await().pollInSameThread().pollDelay(Duration.ZERO).until(FlakyLimits::lost, RedisException::mayHaveRun);
    }

    /** Perhaps before the request was sent, which nobody waits for. */
    private static RedisException lost() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                Redis client = Patient.connect(server)) {
            server.pause();
            CompletionStage<Counts> waiting =
                    client.runAsync(RateLimitCalls.of(options().build(), false, RateLimitScripts::new)
                            .get(0)
                            .refund(ALICE, 1, List.of(Instant.EPOCH)));
            server.kill();
            return waiting.handle((answer, lost) ->
                            (RedisException) (lost instanceof CompletionException wrapped ? wrapped.getCause() : lost))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** What a client throws whose key is of another type. */
    static RedisException wrongType() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                RedisClient raw = Patient.raw(server);
                Redis client = Patient.connect(server)) {
            raw.sadd("rl:alice", "other");
            ConcurrencyLimiter.on(
                            client,
                            ConcurrencyOptions.builder("rl", 1, Duration.ofMinutes(1))
                                    .deadline(Patient.LONG)
                                    .build())
                    .tryAcquire("alice");
            throw new AssertionError("a set was taken for a number");
        } catch (RedisWrongTypeException failure) {
            return failure;
        }
    }

    private static RateLimiterOptionsBuilder options() {
        return RateLimiterOptions.builder("rl").limits(Limit.perDay(5));
    }
}
