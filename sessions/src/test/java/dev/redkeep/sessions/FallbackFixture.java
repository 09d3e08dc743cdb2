package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import redis.clients.jedis.RedisClient;

/** A fallback over a store that stands for Redis. */
abstract class FallbackFixture {
    static final long ALICE = 123;
    static final long BOB = 124;
    static final FallbackOptions OPTIONS = FallbackOptions.defaults().withProbeEvery(Duration.ofMillis(10));

    private static final Key KEY = SessionKeys.USER_SESSIONS.key(1L);

    final SessionEvents events = new SessionEvents();
    final FlakyStore redis = new FlakyStore(SessionOptions.defaults());
    final InMemorySessionStore memory =
            SessionStore.inMemory(SessionOptions.builder().listener(events).build(), 10_000);
    final SessionStore store = redis.withFallback(memory, OPTIONS);
    final SessionId alice = log(store, ALICE);

    static SessionId log(SessionStore in, long user) {
        return in.create(NewSession.of(user, "name")).session().id();
    }

    void awaitReturn(SessionStore of) {
        redis.back();
        awaitServing(of);
    }

    /** Though it may refuse some calls. */
    void awaitServing(SessionStore of) {
        await().pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(() -> {
            of.list(99);
            return !of.degraded();
        });
    }

    /** A failure of which nobody knows whether the command has run. */
    static RedisException inDoubt() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                Redis client = Patient.connect(server)) {
            return await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .until(() -> timeOut(server, client), RedisException::mayHaveRun);
        }
    }

    /** Perhaps before the command was sent, if this process stands still. */
    private static RedisException timeOut(RedisServer server, Redis client) {
        server.resume();
        client.execute("test", KEY, commands -> commands.del(KEY.bytes()));
        server.pause();
        try {
            client.within(Duration.ofMillis(100)).execute("test", KEY, commands -> commands.del(KEY.bytes()));
            throw new AssertionError("a halted server answered");
        } catch (RedisTimeoutException failure) {
            return failure;
        }
    }
    /** What a server says whose memory is full. */
    static RedisException outOfMemory() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                RedisClient raw = Patient.raw(server);
                Redis client = Patient.connect(server)) {
            raw.configSet("maxmemory", "1");
            client.execute("test", KEY, commands -> commands.sadd(KEY.bytes(), KEY.bytes()));
            throw new AssertionError("a full server took data");
        } catch (RedisException failure) {
            assertThat(failure).hasMessageContaining("maxmemory");
            return failure;
        }
    }

    enum Found {
        THERE,
        GONE,
        UNKNOWN
    }

    Found look(SessionId id) {
        try {
            return store.find(id).isPresent() ? Found.THERE : Found.GONE;
        } catch (RedisUnavailableException unknown) {
            return Found.UNKNOWN;
        }
    }
}
