package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.TEXT;
import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Connections that are cut, in an idle time or in the midst of a call: who may be sent once more, and who may not. */
@RedisTest
@Timeout(300)
class ResendTest {
    private static final String COUNT = "return redis.call('INCR', KEYS[1])";
    private static final Script<Long> HARMLESS = Fixture.script(
            "test.harmless",
            "-- Counts.\n-- KEYS[1] a text\n-- Twice: harmless: so that a test sees how often it ran.\n" + COUNT,
            ScriptReply::integer);
    private static final Script<Long> HARMFUL =
            Fixture.script("test.harmful", "-- Counts.\n-- KEYS[1] a text\n" + COUNT, ScriptReply::integer);
    private static final Script<Long> LOOKING = Fixture.script(
            "test.looking",
            "-- Counts.\n-- KEYS[1] a text\n-- ARGV[1] 0 to look\n-- Twice: harmless if ARGV[1] is 0: it only looks then.\n"
                    + "return ARGV[1] + redis.call('INCR', KEYS[1])",
            ScriptReply::integer);

    private final RedisServer server;
    private final CutProxy proxy;
    private final Redis direct;
    private final Redis redis;

    ResendTest(RedisServer server) throws IOException {
        this.server = server;
        this.proxy = new CutProxy(LaneFixture.address(server));
        this.direct = Redis.connect(patient(LaneFixture.address(server).toString()));
        this.redis = Redis.connect(patient(proxy.address().toString()));
    }

    private static RedisOptions patient(String address) {
        return Fixture.patient(RedisOptions.of("redis://" + address).toBuilder())
                .build();
    }

    @AfterEach
    void close() {
        redis.close();
        direct.close();
        proxy.close();
    }

    private void kill() {
        raw(server, "CLIENT", "KILL", "TYPE", "normal");
    }

    private void load(Script<?> script) {
        raw(server, "SCRIPT", "LOAD", new String(script.source(), UTF_8));
    }

    private static <R> R of(CompletionStage<R> stage) throws Exception {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> of(stage));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    private Object count(Key key) {
        Object count = raw(server, "GET", key.text());
        return count == null ? 0L : Long.parseLong(new String((byte[]) count, UTF_8));
    }

    private static void broke(Throwable failure) {
        Failures.of(failure).is(RedisUnavailableException.class).mayHaveRun().says("the connection broke");
    }

    @Test
    void what_only_reads_does_not_fail_after_connections_were_cut_in_an_idle_time() throws Exception {
        Fixture.set(direct, KEY, "1");
        Key big = TEXT.key("big");
        List<Key> many =
                IntStream.range(0, 700).mapToObj(i -> TEXT.key("k" + i)).toList();
        for (int i = 0; i < 5; i++) {
            kill();
            assertThat(Fixture.get(direct, KEY)).contains("1");
            kill();
            assertThat(of(direct.executeAsync("test.get", KEY, commands -> commands.get(KEY.bytes()))))
                    .isPresent();
            kill();
            assertThat(direct.readAll("test.read", List.of(KEY, big)))
                    .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
            kill();
            assertThat(direct.executeAll("test.all", many, (commands, key) -> commands.get(key.bytes())))
                    .hasSize(700)
                    .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
            kill();
            assertThat(direct.health().status()).isNotEqualTo(RedisHealth.Status.DOWN);
            kill();
            assertThat(direct.run(HARMLESS.on(big))).isEqualTo(2L * i + 1);
            kill();
            assertThat(of(direct.runAsync(HARMLESS.on(big)))).isEqualTo(2L * i + 2);
        }
        assertThat(direct.stats().failures()).isZero();
    }

    @Test
    void nor_if_the_threads_are_many_and_others_connections_are_as_old() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int i = 0; i < 20; i++) {
                kill();
                var reads = IntStream.range(0, 16)
                        .mapToObj(thread -> threads.submit(() -> Fixture.get(direct, KEY)))
                        .toList();
                for (var read : reads) {
                    assertThat(read.get(120, TimeUnit.SECONDS)).isEmpty();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nor_does_a_write_once_a_read_has_met_the_cut() throws Exception {
        for (int i = 1; i <= 10; i++) {
            kill();
            Fixture.get(direct, KEY);
            for (int thread = 1; thread <= 4; thread++) { // whichever lane is theirs
                ExecutorService one = Executors.newSingleThreadExecutor();
                try {
                    assertThat(one.submit(() -> direct.run(HARMFUL.on(KEY))).get(120, TimeUnit.SECONDS))
                            .isEqualTo(4L * i + thread - 4);
                } finally {
                    one.shutdownNow();
                }
            }
        }
    }

    @Test
    void what_ran_is_run_again_only_if_it_does_no_harm_twice() throws Exception {
        load(HARMLESS);
        load(LOOKING);
        proxy.cutAnswersTo(MARKER, number -> number == 1);
        assertThat(redis.run(HARMLESS.on(KEY))).isEqualTo(2);
        proxy.cutAnswersTo(MARKER, number -> number == 1);
        assertThat(of(redis.runAsync(HARMLESS.on(KEY)))).isEqualTo(4);
        proxy.cutAnswersTo(MARKER, number -> number == 1);
        assertThat(redis.run(LOOKING.on(KEY).arg(0))).isEqualTo(6);
        assertThat(proxy.asked()).isEqualTo(2);
        assertThat(redis.stats().failures()).isZero();
    }

    @Test
    void what_may_do_harm_twice_is_sent_once() {
        load(HARMFUL);
        load(LOOKING);
        proxy.cutAnswersTo(MARKER, number -> true);
        broke(catchThrowable(() -> redis.run(HARMFUL.on(KEY))));
        assertThat(count(KEY)).isEqualTo(1L);
        broke(failure(redis.runAsync(HARMFUL.on(KEY))));
        broke(catchThrowable(() -> redis.execute("test.incr", KEY, commands -> commands.incr(KEY.bytes()))));
        broke(failure(redis.executeAsync("test.incr", KEY, commands -> commands.incr(KEY.bytes()))));
        broke(catchThrowable(() -> redis.run(LOOKING.on(KEY).arg(1))));
        broke(redis.executeAll("test.all", List.of(KEY), (commands, key) -> commands.incr(key.bytes()))
                .get(0)
                .failure()
                .orElseThrow());
        assertThat(proxy.asked()).isEqualTo(6);
        assertThat(count(KEY)).isEqualTo(6L);
    }

    @Test
    void a_server_that_keeps_cutting_is_asked_twice() {
        proxy.cutAnswersTo(MARKER, number -> true);
        broke(catchThrowable(() -> Fixture.get(redis, KEY)));
        assertThat(proxy.asked()).isEqualTo(2);
        broke(failure(redis.executeAsync("test.get", KEY, commands -> commands.get(KEY.bytes()))));
        assertThat(proxy.asked()).isEqualTo(4);
        broke(redis.readAll("test.read", List.of(KEY, KEY)).get(0).failure().orElseThrow());
        assertThat(proxy.asked()).isEqualTo(6);
        broke(redis.executeAll("test.all", List.of(KEY), (commands, key) -> commands.get(key.bytes()))
                .get(0)
                .failure()
                .orElseThrow());
        assertThat(proxy.asked()).isEqualTo(8);
    }

    @Test
    void a_script_has_one_more_try_by_its_digest_and_its_source_together() {
        raw(server, "SCRIPT", "FLUSH");
        proxy.cutAnswersTo(MARKER, number -> number != 2); // by digest, by digest, by source
        broke(catchThrowable(() -> redis.run(HARMLESS.on(KEY))));
        assertThat(proxy.asked()).isEqualTo(3);
        assertThat(count(KEY)).isEqualTo(1L);

        raw(server, "SCRIPT", "FLUSH");
        proxy.cutAnswersTo(MARKER, number -> number != 2);
        broke(failure(redis.runAsync(HARMLESS.on(KEY))));
        assertThat(proxy.asked()).isEqualTo(3);
        assertThat(count(KEY)).isEqualTo(2L);
    }

    @Test
    void what_ran_out_of_time_is_not_sent_again_though_there_is_time_left() {
        load(HARMLESS);
        RedisOptions hasty = patient(proxy.address().toString()).toBuilder()
                .timeouts(Fixture.PATIENT.withRead(Duration.ofSeconds(4)))
                .build();
        try (Redis impatient = Redis.connect(hasty)) {
            proxy.mute();
            Failures.of(() -> impatient.run(HARMLESS.on(KEY)))
                    .is(RedisTimeoutException.class)
                    .mayHaveRun();
            proxy.cut();
            assertThat(impatient.run(HARMLESS.on(KEY))).isEqualTo(2);
        }
    }

    @Test
    void a_server_that_went_away_is_told_by_the_first_try() {
        Fixture.get(redis, KEY);
        proxy.close();
        broke(catchThrowable(() -> Fixture.get(redis, KEY)));
        Failures.of(() -> Fixture.get(redis, KEY)).neverRan();
    }

    @Test
    void a_refusal_of_the_second_try_tells_that_the_first_may_have_run() {
        JedisDataException refusal = new JedisDataException("LOADING Redis is loading the dataset in memory");
        Translation translation = new Translation("test", null);
        assertThat(((RedisException) translation.of(refusal)).mayHaveRun()).isFalse();
        Again.note(new NotSentException(new JedisConnectionException("it was never sent")), refusal);
        assertThat(((RedisException) translation.of(refusal)).mayHaveRun()).isFalse();
        Again.note(new JedisConnectionException("it broke"), refusal);
        assertThat(((RedisException) translation.of(refusal)).mayHaveRun()).isTrue();
    }
}
