package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Fixture.raw;
import static dev.redkeep.core.client.Fixture.script;
import static dev.redkeep.core.client.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts: by their digest, and by their source only to a server that does not know them. */
@RedisTest
class RunTest {
    private static final Script<Long> ADD = script(
            "test.add",
            "-- Adds.\n-- KEYS[1] a text\n-- ARGV[1] how much\n-- Reply: the sum.\nreturn redis.call('INCRBY', KEYS[1], ARGV[1])",
            ScriptReply::integer);

    private final RedisServer server;
    private final Redis redis;

    RunTest(RedisServer server) {
        this.server = server;
        this.redis = Redis.connect(Fixture.options(server));
    }

    @BeforeEach
    void forget() {
        raw(server, "SCRIPT", "FLUSH");
        raw(server, "CONFIG", "RESETSTAT");
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private long calls(String command) {
        return Fixture.info(server, "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .mapToLong(line -> Long.parseLong(line.replaceAll("^.*:calls=(\\d+),.*$", "$1")))
                .sum();
    }

    @Test
    void the_source_is_sent_once_and_again_after_the_server_forgot() {
        for (int i = 1; i <= 10; i++) {
            assertThat(redis.run(ADD.on(KEY).arg(1))).isEqualTo(i);
        }
        assertThat(redis.stats().scriptLoads()).isEqualTo(1);
        assertThat(calls("eval")).isEqualTo(1);

        raw(server, "SCRIPT", "FLUSH");
        assertThat(redis.run(ADD.on(KEY).arg(1))).isEqualTo(11);
        assertThat(redis.stats().scriptLoads()).isEqualTo(2);
        assertThat(calls("eval")).isEqualTo(2);
        assertThat(redis.stats().operations()).isEqualTo(11);
        assertThat(redis.stats().failures()).isZero();
    }

    @Test
    void a_number_of_keys_or_arguments_that_the_header_does_not_list_is_refused_before_anything_is_sent() {
        assertRefused(() -> ADD.on()).hasMessage("script test.add takes 1 keys, not 0");
        assertRefused(() -> ADD.on(KEY, TEXT.key("b"))).hasMessage("script test.add takes 1 keys, not 2");
        assertRefused(() -> redis.run(ADD.on(KEY))).hasMessage("script test.add takes 1 arguments, not 0");
        assertRefused(() -> redis.run(ADD.on(KEY).arg(1).arg(2)))
                .hasMessage("script test.add takes 1 arguments, not 2");
        assertThat(calls("evalsha")).isZero();
        assertThat(redis.stats().operations()).isZero();
    }

    @Test
    void a_script_without_keys_runs_and_a_nil_is_told() {
        Script<Boolean> nothing = script("test.nothing", "return false", ScriptReply::isNil);
        assertThat(redis.run(nothing.on())).isTrue();
    }

    @Test
    void what_a_mapping_throws_by_itself_is_no_failure_of_redis() {
        Script<Integer> faulty = script("test.faulty", "-- KEYS[1] a text\nreturn 'x'", reply -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(catchThrowable(() -> redis.run(faulty.on(KEY))))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
        assertThat(redis.stats().failures()).isEqualTo(1);
    }
}
