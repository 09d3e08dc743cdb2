package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.LaneFixture.COMMANDS;
import static dev.redkeep.core.client.LaneFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** When answers come, and in what order, as a server of one's own decides. */
@Timeout(300)
class LaneReplyTest {
    /** So that nobody gives up by himself within a test. */
    private static final Duration PATIENT = Duration.ofMinutes(10);

    private final FakeServer server = new FakeServer();

    LaneReplyTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    private void awaitAsked(int count) {
        await().atMost(GENEROUS).until(() -> server.asked().size() == count);
    }

    @Test
    void a_server_that_is_slow_but_steady_fails_nobody_though_the_last_waits_longer_than_the_limit() throws Exception {
        try (LaneFixture lane = new LaneFixture(server.address(), Duration.ofSeconds(4))) {
            List<Future<String>> calls = new ArrayList<>();
            calls.add(lane.start(COMMANDS.echo("slow0"), LONG));
            awaitAsked(1);
            for (int i = 1; i < 10; i++) {
                calls.add(lane.start(COMMANDS.echo("slow" + i), LONG));
            }
            await().atMost(GENEROUS).until(() -> lane.lane.queued() == 9);
            server.answerEach(Duration.ofMillis(500), 10); // a pause of this JVM is a silence, so it may last 3 s
            for (int i = 0; i < 10; i++) {
                assertThat(calls.get(i).get(120, TimeUnit.SECONDS)).isEqualTo("slow" + i);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_silent_server_loses_its_connection_also_after_it_answered_some() throws Exception {
        try (LaneFixture lane = new LaneFixture(server.address(), Duration.ofSeconds(2))) {
            server.answer(1); // before it is asked, so that nothing delays it
            Future<String> answered = lane.start(COMMANDS.echo("answered"), LONG);
            assertThat(answered.get(120, TimeUnit.SECONDS)).isEqualTo("answered");
            Future<String> unanswered = lane.start(COMMANDS.echo("unanswered"), LONG);

            assertThatThrownBy(() -> unanswered.get(120, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(JedisConnectionException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            server.answer(2); // one of them on the connection that was given up
            Future<String> next = lane.start(COMMANDS.echo("next"), LONG);
            assertThat(next.get(120, TimeUnit.SECONDS)).isEqualTo("next");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_leader_that_has_its_answer_waits_neither_for_those_of_others_nor_for_those_who_came_later()
            throws Exception {
        try (LaneFixture lane = new LaneFixture(server.address(), PATIENT)) {
            lane.lane.open(); // else the driver leads
            Future<String> first = lane.start(COMMANDS.echo("first"), PATIENT);
            awaitAsked(1);
            Future<String> leader = lane.start(COMMANDS.echo("leader"), PATIENT);
            await().atMost(GENEROUS).until(() -> lane.lane.queued() == 1);
            Future<String> other = lane.start(COMMANDS.echo("other"), PATIENT);
            await().atMost(GENEROUS).until(() -> lane.lane.queued() == 2);

            server.answer(1);
            assertThat(first.get(120, TimeUnit.SECONDS)).isEqualTo("first");
            awaitAsked(3);
            assertThat(server.asked()).containsExactly("first", "leader", "other");
            server.answer(1);
            assertThat(leader.get(120, TimeUnit.SECONDS)).isEqualTo("leader");
            assertThat(other.isDone()).isFalse();
            server.answer(1);
            assertThat(other.get(120, TimeUnit.SECONDS)).isEqualTo("other");
        }
    }

    @Test
    void an_answer_that_came_is_told_though_others_of_its_batch_are_due() throws Exception {
        try (LaneFixture lane = new LaneFixture(server.address(), LONG)) {
            List<Future<String>> calls = new ArrayList<>();
            calls.add(lane.async(COMMANDS.echo("0")));
            awaitAsked(1);
            for (int i = 1; i < 10; i++) {
                calls.add(lane.async(COMMANDS.echo("" + i)));
            }
            for (int i = 0; i < 10; i++) {
                server.answer(1);
                assertThat(calls.get(i).get(120, TimeUnit.SECONDS)).isEqualTo("" + i);
                assertThat(calls.stream().filter(Future::isDone)).hasSize(i + 1);
            }
        }
    }
}
