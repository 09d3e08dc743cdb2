package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.HASH;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.raw;
import static dev.redkeep.core.client.Fixture.script;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** What a server refuses, directly and inside a script. */
class RefusalTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final Script<String> SET = script(
            "test.script",
            "-- KEYS[1] a text\n-- ARGV[1] its value\nreturn redis.call('SET', KEYS[1], ARGV[1])",
            ScriptReply::text);
    private static final Script<Long> READ =
            script("test.script", "-- KEYS[1] a text\nreturn redis.call('STRLEN', KEYS[1])", ScriptReply::integer);

    private final RedisServer server;
    private final Redis redis;

    RefusalTest(RedisServer server) {
        this.server = server;
        this.redis = Redis.connect(Fixture.options(server));
    }

    @AfterEach
    void as_it_was() {
        raw(server, "CONFIG", "SET", "maxmemory", "0");
        raw(server, "REPLICAOF", "NO", "ONE");
        redis.close();
    }

    private void write() {
        Fixture.set(redis, KEY, MARKER);
    }

    private void writeInScript() {
        redis.run(SET.on(KEY).arg(MARKER));
    }

    private static Failures direct(ThrowingCallable call) {
        return Failures.of(call).during("test.set").onText().neverRan();
    }

    private static Failures scripted(ThrowingCallable call) {
        return Failures.of(call).during("test.script").onText().mayHaveRun();
    }

    @Test
    void the_memory_is_full() {
        raw(server, "CONFIG", "SET", "maxmemory", "1");
        String remedy = "Raise maxmemory, choose an eviction policy, or find the keys that grow.";
        direct(this::write).is(RedisOutOfMemoryException.class).says("(OOM)").remedy(remedy);
        scripted(this::writeInScript).is(RedisOutOfMemoryException.class).remedy(remedy);
    }

    @Test
    void the_server_is_a_read_only_replica() {
        raw(server, "REPLICAOF", "127.0.0.1", "1");
        String remedy = "Connect to the primary, or through Sentinel, which follows a failover.";
        direct(this::write)
                .is(RedisUnavailableException.class)
                .says("(READONLY)")
                .remedy(remedy);
        scripted(this::writeInScript).is(RedisUnavailableException.class).remedy(remedy);
    }

    @Test
    void the_key_holds_another_type() {
        raw(server, "LPUSH", KEY.text(), MARKER);
        String remedy = "Find who wrote it (TYPE, OBJECT FREQ) and delete or rename it.";
        Failures.of(() -> Fixture.get(redis, KEY))
                .during("test.get")
                .onText()
                .neverRan()
                .is(RedisWrongTypeException.class)
                .says("(WRONGTYPE)")
                .remedy(remedy);
        scripted(() -> redis.run(READ.on(KEY)))
                .is(RedisWrongTypeException.class)
                .remedy(remedy);
    }

    @Test
    void the_acl_user_may_not_use_the_command_or_the_key() {
        raw(server, "ACL", "SETUSER", "app", "reset", "on", ">" + MARKER, "~text:*", "+@all", "-set", "-strlen");
        String remedy =
                "Grant the command, the key pattern and the channel (ACL SETUSER; ACL LOG shows what was denied).";
        RedisOptions options = Fixture.options(server).toBuilder()
                .credentials(Credentials.user("app", MARKER))
                .build();
        try (Redis app = Redis.connect(options)) {
            direct(() -> Fixture.set(app, KEY, MARKER))
                    .is(RedisPermissionException.class)
                    .says("(NOPERM)")
                    .remedy(remedy);
            scripted(() -> app.run(SET.on(KEY).arg(MARKER)))
                    .is(RedisPermissionException.class)
                    .remedy(remedy);
            Failures.of(() -> app.execute("test.keys", HASH.key(MARKER), c -> c.hlen("hash:" + MARKER)))
                    .is(RedisPermissionException.class)
                    .remedy(remedy);
            Failures.of(() -> app.run(script(
                                    "test.hidden",
                                    "-- KEYS[1] a text\nreturn redis.call('GET', 'other:' .. KEYS[1])",
                                    ScriptReply::text)
                            .on(KEY)))
                    .is(RedisPermissionException.class)
                    .remedy(remedy);
        }
    }

    @Test
    void a_script_fails_and_tells_its_line() {
        Script<Long> broken = script(
                "test.script", "-- KEYS[1] a text\nlocal a = 1\nreturn a + nothing[KEYS[1]]", ScriptReply::integer);
        scripted(() -> redis.run(broken.on(KEY)))
                .is(RedisScriptException.class)
                .says("the script failed (ERR, script line 3)")
                .remedy("See its source at that line.");
        Script<Long> raises =
                script("test.script", "-- KEYS[1] a text\nerror(KEYS[1] .. ' is bad')", ScriptReply::integer);
        scripted(() -> redis.run(raises.on(KEY))).is(RedisScriptException.class).says("script line 2");
        Script<Long> unreadable = script("test.script", "-- KEYS[1] a text\nreturn (", ScriptReply::integer);
        Failures.of(() -> redis.run(unreadable.on(KEY)))
                .is(RedisScriptException.class)
                .neverRan()
                .says("script line 2");
    }

    @Test
    void a_script_that_fails_in_its_middle_has_run_until_there() {
        Script<Long> half = script(
                "test.script",
                "-- KEYS[1] a text\nredis.call('SET', KEYS[1], '1')\nreturn redis.call('LLEN', KEYS[1])",
                ScriptReply::integer);
        scripted(() -> redis.run(half.on(KEY))).is(RedisWrongTypeException.class);
        assertThat(Fixture.get(redis, KEY)).contains("1");
    }

    @Test
    void a_script_that_answers_an_error_of_its_own_has_run() {
        for (String answer : new String[] {"redis.error_reply('LOCKED x')", "redis.pcall('LLEN', KEYS[1])"}) {
            write();
            Script<Long> own = script("test.script", "-- KEYS[1] a text\nreturn " + answer, ScriptReply::integer);
            scripted(() -> redis.run(own.on(KEY)));
        }
    }

    @Test
    void a_script_that_was_not_begun_has_not_run() {
        for (String reply : new String[] {
            "NOSCRIPT No matching script. Please use EVAL.",
            "ERR Error compiling script (new function): user_script:1: '=' expected",
            "NOPERM this user has no permissions to run the 'evalsha' command",
            "LOADING Redis is loading the dataset in memory",
            "BUSY Redis is busy running a script."
        }) {
            Failures.of(Translation.running("test", null).of(new JedisDataException(reply)))
                    .neverRan();
        }
    }

    @Test
    void the_acl_failure_of_a_script_is_one_in_the_words_of_redis_7_too() {
        Failures.of(Translation.running("test", null)
                        .of(new JedisDataException("ERR ACL failure in script: User app has no permissions to run the"
                                + " 'set' command script: 3f, on @user_script:1.")))
                .is(RedisPermissionException.class)
                .mayHaveRun();
    }

    @Test
    void a_script_answers_in_another_shape() {
        Script<Long> text = script(
                "test.script",
                "-- KEYS[1] a text\nreturn {KEYS[1]}",
                reply -> reply.slot(0).integer());
        scripted(() -> redis.run(text.on(KEY)))
                .is(RedisScriptException.class)
                .says("the script's answer cannot be read: expected an integer, got another text")
                .remedy("Another version of the script runs on the server, or its header is wrong.");
    }

    @Test
    void a_command_is_unknown_or_wrongly_used() {
        write();
        Failures.of(() -> redis.execute("test.incr", KEY, c -> c.incr(KEY.bytes())))
                .is(RedisException.class)
                .neverRan()
                .says("the value is not an integer, or is out of range (ERR)")
                .remedy("Find who wrote something else under the key, or check the argument.");
        Failures.of(() -> redis.execute("test.flag", KEY, c -> c.set(KEY.text(), "x", new SetParams().ex(0))))
                .is(RedisException.class)
                .remedy("Give a time that is above 0 and not beyond 64 bits of milliseconds.");
        Failures.of(() -> redis.execute("test.bit", KEY, c -> c.setbit(KEY.text(), -1, true)))
                .is(RedisException.class)
                .says("Redis refused the command (ERR)")
                .remedy("Check its arguments; the reply is not shown, since it can quote them.");
        Failures.of(() -> redis.execute(
                        "test.own",
                        KEY,
                        c -> new CommandObject<>(
                                new CommandArguments(() -> "NO.SUCH".getBytes(UTF_8)).key(KEY.bytes()),
                                BuilderFactory.RAW_OBJECT)))
                .is(RedisException.class)
                .neverRan()
                .remedy("Does the server's version know it, or is it renamed or switched off there?");
        Failures.of(new Translation("test", null)
                        .of(new JedisDataException("ERR increment or decrement would overflow")))
                .says("the sum would exceed 64 bits (ERR)");
    }

    @Test
    void a_code_is_told_if_it_cannot_be_a_secret() {
        Script<Long> locked = script(
                "test.script",
                "-- KEYS[1] a text\nreturn redis.error_reply('LOCKED by ' .. KEYS[1])",
                ScriptReply::integer);
        Failures own = scripted(() -> redis.run(locked.on(KEY))).is(RedisException.class);
        own.says("the script answered an error (LOCKED)")
                .remedy("Let the script return a value for an outcome; the code is LOCKED.");
        assertThat(own.failure().code()).contains("LOCKED");
        Translation any = new Translation("test", null);
        assertThat(Failures.of(any.of(new JedisDataException("m4rk3r is wrong")))
                        .failure()
                        .code())
                .isEmpty();
        assertThat(Failures.of(any.of(new JedisConnectionException("end")))
                        .failure()
                        .code())
                .isEmpty();
    }

    @Test
    void a_code_that_begins_like_another_is_not_taken_for_it() {
        for (String code : new String[] {"BUSYGROUP Consumer Group name already exists", "BUSYKEY Target key exists"}) {
            Failures.of(new Translation("test", null).of(new JedisDataException(code)))
                    .is(RedisException.class);
        }
    }
}
