package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.HASH;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Refusals.assertRefused;
import static dev.redkeep.core.key.Segment.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.SortingParams;
import redis.clients.jedis.params.XReadParams;

/** What contradicts the schema is refused, and the server never hears of it. */
@RedisTest
class SchemaGuardTest {
    private static final KeyPattern1<String> SMALL = KeyPattern.of("small:{a_long_name}", text())
            .string()
            .fixed(Duration.ofHours(1))
            .maxBytes(4)
            .owner("test");
    private static final KeyPattern1<String> OLD = KeyPattern.of("old:{name}", text())
            .string()
            .fixed(Duration.ofHours(1))
            .replacedBy("text:{name}")
            .owner("test");
    private static final KeyPattern1<String> CHANNEL =
            KeyPattern.of("news:{name}", text()).channel().owner("test");
    private static final KeyPattern1<String> QUEUE = KeyPattern.of("queue:{name}", text())
            .list()
            .fixed(Duration.ofHours(1))
            .owner("test");

    private final RedisServer server;
    private final Redis redis;

    SchemaGuardTest(RedisServer server) {
        this.server = server;
        this.redis = Redis.connect(Fixture.pool(Fixture.options(server), 1));
    }

    @AfterEach
    void close() {
        redis.close();
    }

    /** Refused, in few words, without a trace on the server or in the counters. */
    private <R> void refused(Key key, String message, Function<CommandObjects, CommandObject<R>> command) {
        long before = redis.stats().operations();
        String calls = calls();
        assertRefused(() -> redis.execute("test", key, command)).hasMessage(message);
        assertRefused(() -> redis.executeAll("test", List.of(key), (commands, k) -> command.apply(commands)))
                .hasMessage(message);
        Failures.assertSilent(catchThrowable(() -> redis.execute("test", key, command)));
        assertThat(redis.stats().operations()).isEqualTo(before);
        assertThat(calls()).isEqualTo(calls);
    }

    /** How often each command was called, but for those of the question itself. */
    private String calls() {
        StringBuilder calls = new StringBuilder();
        Fixture.info(server, "commandstats")
                .lines()
                .filter(line ->
                        line.startsWith("cmdstat_") && !line.matches("cmdstat_(info|hello|client|auth|ping|select).*"))
                .forEach(line -> calls.append(line.replaceAll(",.*", "")).append('\n'));
        return calls.toString();
    }

    @Test
    void a_command_on_another_key_or_on_none() {
        String message = "must be built on the key text:{name} and no other";
        refused(KEY, "command GET " + message, c -> c.get("text:other" + MARKER));
        refused(KEY, "command MSET " + message, c -> c.mset(KEY.text(), "1", "other", "2"));
        refused(KEY, "command DBSIZE " + message, CommandObjects::dbSize);
        refused(
                KEY,
                "command FLUSHALL " + message,
                c -> new CommandObject<>(new CommandArguments(Command.FLUSHALL), BuilderFactory.STRING));
    }

    @Test
    void a_command_of_another_type() {
        refused(
                KEY,
                "command HSET works on a hash, but text:{name} is declared a string",
                c -> c.hset(KEY.bytes(), new byte[] {1}, new byte[] {2}));
        refused(
                HASH.key(MARKER),
                "command GET works on a string, but hash:{name} is declared a hash",
                c -> c.get("hash:" + MARKER));
    }

    @Test
    void a_command_of_another_type_by_whatever_name() {
        Key hash = HASH.key(MARKER);
        String isHash = ", but hash:{name} is declared a hash";
        refused(hash, "command MSET works on a string" + isHash, c -> c.mset(hash.text(), "1"));
        refused(hash, "command SETRANGE works on a string" + isHash, c -> c.setrange(hash.text(), 0, "x"));
        refused(hash, "command PFADD works on a string" + isHash, c -> c.pfadd(hash.text(), "x"));
        refused(hash, "command GEOADD works on a zset" + isHash, c -> c.geoadd(hash.text(), 1, 2, "x"));
        refused(hash, "command SINTERSTORE works on a set" + isHash, c -> c.sinterstore(hash.text(), hash.text()));
        refused(hash, "command RPOPLPUSH works on a list" + isHash, c -> c.rpoplpush(hash.text(), hash.text()));
        refused(
                hash,
                "command SET works on a string" + isHash,
                c -> new CommandObject<>(
                        new CommandArguments(() -> "set".getBytes(UTF_8))
                                .key(hash.bytes())
                                .add("x"),
                        BuilderFactory.RAW_OBJECT));
    }

    @Test
    void a_write_that_may_make_the_key_another_type() {
        String message = " may make text:{name} another type: use a command of its type, or a script";
        refused(KEY, "command RENAME" + message, c -> c.rename(KEY.text(), KEY.text()));
        refused(KEY, "command COPY" + message, c -> c.copy(KEY.text(), KEY.text(), true));
        refused(KEY, "command RESTORE" + message, c -> c.restore(KEY.text(), 0, new byte[1]));
        Key queue = QUEUE.key(MARKER);
        SortingParams params = new SortingParams().alpha();
        refused(
                queue,
                "command SORT may make queue:{name} another type: use a command of its type, or a script",
                c -> c.sort(queue.text(), params, queue.text()));
        assertThat(redis.execute("test", queue, c -> c.sort(queue.text(), params)))
                .contains(List.of());
        assertThat(redis.execute("test", KEY, c -> c.expire(KEY.text(), 1))).contains(0L);
        assertThat(redis.execute("test", KEY, c -> c.unlink(KEY.text()))).contains(0L);
    }

    @Test
    void a_script_that_is_not_run_as_one() {
        String message = " runs a script, which tells nothing of what it does: use Redis.run";
        refused(KEY, "command EVAL" + message, c -> c.eval("return 1", 1, KEY.text()));
        refused(KEY, "command EVALSHA" + message, c -> c.evalsha("abc", 1, KEY.text()));
        refused(KEY, "command FCALL" + message, c -> c.fcall("f", List.of(KEY.text()), List.of()));
    }

    @Test
    void a_write_to_a_deprecated_pattern_but_neither_a_read_nor_a_removal() {
        Key key = OLD.key(MARKER);
        refused(
                key,
                "command SET would write old:{name}, which text:{name} replaced",
                c -> c.set(key.bytes(), new byte[1]));
        refused(key, "command PERSIST would write old:{name}, which text:{name} replaced", c -> c.persist(key.text()));
        Fixture.raw(server, "SET", key.text(), "kept");
        assertThat(redis.execute("test", key, c -> c.expire(key.text(), 60))).contains(1L);
        assertThat(Fixture.get(redis, key)).contains("kept");
        assertThat(redis.execute("test", key, c -> c.getDel(key.text()))).contains("kept");
        assertThat(redis.execute("test", key, c -> c.del(key.text()))).contains(0L);
    }

    @Test
    void a_value_that_is_too_large_but_not_a_key_that_is_longer_than_a_value_may_be() {
        Key key = SMALL.key(MARKER);
        refused(
                key,
                "command SET has a value of 5 bytes, but small:{a_long_name} allows 4",
                c -> c.set(key.bytes(), new byte[5]));
        refused(
                key,
                "command SETRANGE has a value of 5 bytes, but small:{a_long_name} allows 4",
                c -> c.setrange(key.text(), 3, "ab"));
        Key channel = KeyPattern.of("brief:{name}", text())
                .channel()
                .maxBytes(4)
                .owner("test")
                .key(MARKER);
        refused(
                channel,
                "command PUBLISH has a value of 5 bytes, but brief:{name} allows 4",
                c -> c.publish(channel.text(), "12345"));
        Fixture.set(redis, key, "four");
        assertThat(Fixture.get(redis, key)).contains("four");
    }

    @Test
    void a_command_that_blocks() {
        Key key = QUEUE.key(MARKER);
        String message = "blocks, and an operation has a deadline: use a Jedis client of your own beside Redkeep";
        refused(key, "command BLPOP " + message, c -> c.blpop(1, key.bytes()));
        refused(
                key,
                "command BLPOP " + message,
                c -> new CommandObject<>(
                        new CommandArguments(Command.BLPOP).key(key.bytes()).add(1), BuilderFactory.RAW_OBJECT));
        var log = KeyPattern.of("log:{name}", text()).stream()
                .fixed(Duration.ofHours(1))
                .owner("test")
                .key(MARKER);
        var fromStart = Map.of(log.text(), new StreamEntryID());
        refused(
                log,
                "command XREAD " + message,
                c -> c.xread(XReadParams.xReadParams().block(1), fromStart));
        redis.execute("test", log, c -> c.xread(XReadParams.xReadParams().count(1), fromStart));
    }

    @Test
    void a_message_goes_to_its_own_channel_only() {
        Key channel = CHANNEL.key(MARKER);
        assertThat(redis.execute("test", channel, c -> c.publish(channel.bytes(), new byte[] {1})))
                .contains(0L);
        String message = "must be built on the key news:{name} and no other";
        refused(channel, "command PUBLISH " + message, c -> c.publish("elsewhere", "x"));
        refused(channel, "command DEL " + message, c -> c.del("elsewhere"));
        refused(
                TEXT.key("a"),
                "command PUBLISH must be built on the key text:{name} and no other",
                c -> c.publish("text:a", "x"));
    }
}
