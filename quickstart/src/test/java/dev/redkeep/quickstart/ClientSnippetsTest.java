package dev.redkeep.quickstart;

import static dev.redkeep.core.key.Segment.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Credentials;
import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.PoolOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisHealth;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.client.Timeouts;
import dev.redkeep.core.client.Tls;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.observe.RedisListener;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.KeyValue;

@RedisTest
class ClientSnippetsTest {
    private static final KeyPattern1<Long> VIEWS = KeyPattern.of("viewed:{shout_id}", number())
            .string()
            .persistent("a count that nothing else holds")
            .owner("views");
    private static final KeyPattern1<Long> JOBS = KeyPattern.of("jobs:{tenant_id}", number())
            .list()
            .persistent("a job waits until it is done")
            .owner("jobs");

    private Redis redis;
    private String uri;

    @BeforeEach
    void connect(RedisServer server) {
        uri = server.uri().toString();
        redis = Patience.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void options() {
        Map<String, String> variables = Map.of("REDIS_ADDR", "localhost:6379", "REDIS_READ_TIMEOUT", "500ms");
        // snippet: client-options
        RedisOptions fromUri = RedisOptions.of("rediss://app:s%40fe@redis.example.com:6380/2");
        RedisOptions fromMap = RedisOptions.fromEnvironment(variables); // without a map: the process' own
        RedisOptions inCode = RedisOptions.builder()
                .standalone("redis.example.com", 6380)
                .credentials(Credentials.user("app", "s@fe"))
                .database(2)
                .tls(Tls.on())
                .pool(PoolOptions.builder().maxConnections(50).build())
                .timeouts(Timeouts.defaults().withOperation(Duration.ofMillis(800)))
                .build();
        // end
        assertThat(fromUri.topology()).isEqualTo(inCode.topology());
        assertThat(fromMap.timeouts().read()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void execute() {
        Key key = VIEWS.key(7L);
        // snippet: client-execute
        Optional<Long> views = redis.execute("views.count", key, commands -> commands.incr(key.bytes()));
        // end
        assertThat(views).contains(1L);
        // snippet: client-codec
        Optional<Long> count = redis.execute("views.read", key, commands -> commands.get(key.bytes()))
                .map(Codec.longs()::decode);
        // end
        assertThat(count).contains(1L);
    }

    @Test
    void executeAll() {
        // snippet: client-execute-all
        List<Key> keys = List.of(VIEWS.key(7L), VIEWS.key(8L));
        List<Outcome<byte[]>> outcomes =
                redis.executeAll("views.list", keys, (commands, key) -> commands.get(key.bytes()));
        for (Outcome<byte[]> outcome : outcomes) { // in the order of the keys; each has its own failure
            long views = outcome.map(Codec.longs()::decode).get().orElse(0L);
            System.out.println(views);
        }
        // end
        assertThat(outcomes).hasSize(2);
    }

    // snippet: client-script
    static final Script<Long> COUNT_TO = Script.read(
            "views.countTo", ClientSnippetsTest.class.getResourceAsStream("lua/count_to.lua"), ScriptReply::integer);
    // end

    @Test
    void run() {
        // snippet: client-run
        long views = redis.run(COUNT_TO.on(VIEWS.key(7L)).arg(100));
        // end
        assertThat(views).isEqualTo(1);
    }

    @Test
    void deadline() {
        Key key = VIEWS.key(7L);
        // snippet: client-deadline
        Redis hurried = redis.within(Duration.ofSeconds(3)); // a view: the same connections and counts
        hurried.execute("views.count", key, commands -> commands.incr(key.bytes()));
        // end
        assertThat(redis.stats().operations()).isEqualTo(1);
    }

    @Test
    void transact() {
        Key key = VIEWS.key(7L);
        // snippet: client-transact
        List<Object> told = redis.transact(
                "views.count",
                key,
                commands -> List.of(commands.incr(key.bytes()), commands.expire(key.bytes(), 86_400)));
        long views = (Long) told.get(0);
        // end
        assertThat(views).isEqualTo(1);
        assertThat(told.get(1)).isEqualTo(1L);
    }

    @Test
    void async() {
        Key key = VIEWS.key(7L);
        // snippet: client-async
        CompletionStage<Optional<Long>> views =
                redis.executeAsync("views.count", key, commands -> commands.incr(key.bytes()));
        CompletionStage<Long> bounded = redis.runAsync(COUNT_TO.on(key).arg(100));
        // end
        assertThat(views.toCompletableFuture().join()).isPresent();
        assertThat(bounded.toCompletableFuture().join()).isPositive();
    }

    @Test
    void failure() {
        Key key = VIEWS.key(7L);
        // snippet: client-failure
        try {
            redis.execute("views.count", key, commands -> commands.incr(key.bytes()));
        } catch (RedisTimeoutException slow) {
            if (!slow.mayHaveRun()) {
                // it was never sent: safe to try again
            }
        } catch (RedisUnavailableException away) {
            System.err.println(away.getMessage()); // views.count on viewed:{shout_id}: connection refused. Start …
        }
        // end
        assertThat(redis.stats().failures()).isZero();
    }

    @Test
    void guard() {
        Key key = VIEWS.key(7L);
        assertThatThrownBy(() -> redis.execute("views.count", key, commands -> commands.hgetAll(key.bytes())))
                .hasMessage("command HGETALL works on a hash, but viewed:{shout_id} is declared a string");
    }

    @Test
    void health() {
        // snippet: client-health
        RedisHealth health = redis.health(); // HEALTHY, DEGRADED or DOWN; never throws for what is wrong with Redis
        boolean ready = health.status() != RedisHealth.Status.DOWN;
        String why = health.problem().orElse("fine");
        // end
        assertThat(ready).isTrue();
        assertThat(why).isEqualTo("fine");
    }

    @Test
    void listener() {
        ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
        RedisOptions options = RedisOptions.of(uri);
        // snippet: client-listener
        RedisListener listener = event -> log.add(event.operation() + " took " + event.elapsed());
        try (Redis observed = Redis.connect(options, listener)) {
            observed.health();
            RedisStats stats = observed.stats(); // operations, failures, timeouts, scriptLoads
            log.add(stats.operations() + " in all");
        }
        // end
        assertThat(log).hasSize(2);
    }

    @Test
    void wrap(RedisServer server) {
        try (RedisClient jedis = RedisClient.create(server.host(), server.port())) {
            Key key = VIEWS.key(7L);
            // snippet: client-wrap
            Redis wrapped = Redis.wrap(jedis); // the application's own Jedis client, pool and time limits
            wrapped.execute("views.set", key, commands -> commands.set(key.bytes(), "5".getBytes(UTF_8)));
            // end
            assertThat(jedis.get("viewed:7")).isEqualTo("5");
        }
    }

    @Test
    void blocking() {
        Key jobs = JOBS.key(7L);
        redis.execute(
                "jobs.add",
                jobs,
                commands -> commands.rpush(jobs.bytes(), Codec.longs().encode(5L)));
        // snippet: client-blocking
        try (RedisClient jedis = RedisClient.create(uri)) {
            KeyValue<byte[], byte[]> job = jedis.blpop(1.5, jobs.bytes()); // seconds; null if nothing came
            System.out.println(Codec.longs().decode(job.getValue()));
        }
        // end
        assertThat(redis.execute("jobs.left", jobs, commands -> commands.llen(jobs.bytes())))
                .contains(0L);
    }
}
