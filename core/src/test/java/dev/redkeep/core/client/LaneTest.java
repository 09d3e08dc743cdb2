package dev.redkeep.core.client;

import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a lane owes its callers, on a server that stops, dies and comes back. */
class LaneTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private LaneFixture lane;
    private RedisServer server;

    @BeforeEach
    void open(RedisServer given) {
        server = given;
        lane = new LaneFixture(given, LONG);
    }

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void each_caller_gets_the_answer_that_it_asked_for_and_its_own_error_only() throws Exception {
        lane.call(COMMANDS.set("text", "x"), LONG);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 64; thread++) {
            int id = thread;
            done.add(lane.callers.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    String value = id + "-" + i;
                    if (i % 10 == 0) {
                        assertThatThrownBy(() -> lane.call(COMMANDS.hget("text", "f"), LONG))
                                .isInstanceOf(JedisDataException.class)
                                .hasMessageStartingWith("WRONGTYPE");
                    }
                    assertThat(lane.call(COMMANDS.echo(value), LONG)).isEqualTo(value);
                }
            }));
        }
        for (Future<?> one : done) {
            one.get(120, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_caller_whose_time_is_up_leaves_the_stream_in_step_and_the_others_their_answers() throws Exception {
        lane.call(COMMANDS.set("k", "v"), LONG);
        server.pause();
        List<Future<String>> patient = new ArrayList<>();
        List<Future<String>> hasty = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            hasty.add(lane.start(COMMANDS.echo("hasty"), Duration.ofMillis(100 + i)));
            patient.add(lane.start(COMMANDS.echo("patient" + i), LONG));
        }
        for (Future<String> one : hasty) {
            assertThatThrownBy(() -> one.get(120, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
        server.resume();
        for (int i = 0; i < patient.size(); i++) {
            assertThat(patient.get(i).get(120, TimeUnit.SECONDS)).isEqualTo("patient" + i);
        }
        assertThat(lane.call(COMMANDS.get("k"), LONG)).isEqualTo("v");
    }

    @Test
    void a_caller_alone_on_a_stuck_server_is_released_and_the_next_reads_past_the_lost_answer() {
        lane.call(COMMANDS.set("k", "v"), LONG);
        server.pause();
        long sent = 0;
        for (int i = 0; i < 3; i++) {
            Throwable late = catchThrowable(() -> lane.call(COMMANDS.incr("count"), Duration.ofMillis(200)));
            assertThat(late)
                    .isInstanceOfAny(JedisConnectionException.class, NotSentException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            sent += late instanceof NotSentException ? 0 : 1;
        }
        server.resume();

        assertThat(lane.call(COMMANDS.get("k"), LONG)).isEqualTo("v");
        assertThat(lane.call(COMMANDS.incrBy("count", 0), LONG)).isEqualTo(sent);
    }

    @Test
    void a_caller_whose_turn_does_not_come_is_told_that_nothing_was_sent() {
        lane.call(COMMANDS.echo("connected"), LONG);
        server.pause();
        try {
            Future<String> leader = lane.start(COMMANDS.echo("first"), LONG);
            Awaitility.await().atMost(LONG).until(() -> !lane.lane.idle() && lane.lane.queued() == 0);
            Throwable late = catchThrowable(() -> lane.call(COMMANDS.echo("second"), Duration.ofMillis(20)));
            assertThat(late).isInstanceOf(NotSentException.class);
            Failures.of(new Translation("test", null).of((NotSentException) late))
                    .is(RedisTimeoutException.class)
                    .neverRan()
                    .says("the command was not sent before the deadline")
                    .remedy("Is the server stuck (SLOWLOG GET) or the network slow? Else raise the time limits.");
            assertThat(leader).isNotDone();
        } finally {
            server.resume();
        }
    }

    @Test
    void an_interrupted_caller_stops_waiting_keeps_its_flag_and_disturbs_nobody() throws Exception {
        lane.call(COMMANDS.ping(), LONG);
        server.pause();
        Future<String> other = lane.start(COMMANDS.echo("other"), LONG);
        AtomicBoolean flag = new AtomicBoolean();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                lane.call(COMMANDS.echo("mine"), LONG);
            } catch (RuntimeException e) {
                flag.set(Thread.currentThread().isInterrupted());
                thrown.complete(e);
            }
        });
        caller.start();
        Awaitility.await().atMost(LONG).until(() -> caller.getState() != Thread.State.NEW);
        caller.interrupt();

        assertThat(thrown.get(120, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
        assertThat(flag).isTrue();
        server.resume();
        assertThat(other.get(120, TimeUnit.SECONDS)).isEqualTo("other");
    }

    @Test
    void a_lane_that_breaks_fails_those_who_were_sent_and_comes_back() {
        lane.call(COMMANDS.ping(), LONG);
        server.pause();
        Future<String> sent = lane.start(COMMANDS.echo("sent"), LONG);
        Awaitility.await().atMost(LONG).until(() -> !lane.lane.idle());
        server.kill();

        assertThatThrownBy(() -> sent.get(120, TimeUnit.SECONDS)).hasCauseInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> lane.call(COMMANDS.ping(), LONG)).isInstanceOf(NotSentException.class);
        server.restart();
        Awaitility.await()
                .atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(lane.call(COMMANDS.ping(), LONG)).isEqualTo("PONG"));
    }

    @Test
    void a_server_that_stays_silent_loses_its_connection() throws Exception {
        try (LaneFixture impatient = new LaneFixture(server, Duration.ofMillis(500))) {
            impatient.lane.open();
            server.pause();
            Future<String> stuck = impatient.start(COMMANDS.echo("stuck"), LONG);

            assertThatThrownBy(() -> stuck.get(120, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(JedisConnectionException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            server.resume();
            Awaitility.await()
                    .atMost(LONG)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(impatient.call(COMMANDS.ping(), LONG)).isEqualTo("PONG"));
        }
    }

    @Test
    void close_fails_everyone_who_waits_and_leaves_no_thread() {
        lane.call(COMMANDS.ping(), LONG);
        server.pause();
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            waiting.add(lane.start(COMMANDS.echo("x"), LONG));
        }
        CompletableFuture<String> asynchronous = lane.async(COMMANDS.echo("x"));
        lane.close();

        for (Future<?> one : waiting) {
            assertThatThrownBy(() -> one.get(120, TimeUnit.SECONDS)).hasCauseInstanceOf(RuntimeException.class);
        }
        assertThatThrownBy(() -> asynchronous.get(120, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> lane.call(COMMANDS.ping(), LONG)).hasMessageContaining("the client is closed");
        Awaitility.await().atMost(LONG).until(lane.lane::ended); // a virtual thread is in no list of threads
        server.resume();
    }

    @Test
    void asynchronous_calls_are_answered_without_a_thread_that_waits() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(lane.async(COMMANDS.echo("a" + i)));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join()).isEqualTo("a" + i);
        }
    }
}
