package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** What counted still counts, and what was finalised stays so, over a restart that keeps the data and a failover to a replica. */
@RedisTest
@Timeout(120)
class WindowsOutliveServersTest {
    private static final int MEMBERS = 2_500;

    /** Where it is about noon, so that no period ends during a test. */
    private final ZoneId noon =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());

    private final Window ever = Window.allTime(LeaderboardKeys.CHALLENGE.key(7L));
    private final Window day = Window.of(Cycle.DAILY, noon, Duration.ofDays(7), WindowTest.PATTERN::key);
    private final List<Row> rewarded = new ArrayList<>();

    /** What goes wrong; returns when another server, or the same, has the data. */
    private interface Interruption {
        void run() throws Exception;
    }

    @Test
    void a_server_that_is_killed_and_keeps_its_data() throws Exception {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withAppendOnly());
                Redis redis = Redis.connect(RedisOptions.of(server.uri()))) {
            outlives(redis, () -> kill(server));
            server.restart();
            assertDone(redis);
        }
    }

    @Test
    void a_failover_to_a_replica_that_has_the_data() throws Exception {
        try (SentinelGroup group = SentinelGroup.start();
                Redis redis = Redis.connect(options(group))) {
            outlives(redis, () -> failOver(group));
        }
    }

    @Test
    void scripts_that_are_flushed_are_sent_again(RedisServer server) throws Exception {
        try (Redis redis = Redis.connect(RedisOptions.of(server.uri()));
                RedisClient raw = RedisClient.create(server.uri())) {
            raw.flushAll();
            outlives(redis, raw::scriptFlush);
        }
    }

    /** Scores count, and one begins to finalise; then it happens; another asks, the first one reads on to the end, scores count. */
    private void outlives(Redis redis, Interruption interruption) {
        WindowedLeaderboard boards = boards(redis);
        boards.submit("ann", 3);
        boards.submitAll(Map.of("ann", 4.0, "bob", 2.0));
        Period past = past(boards);
        Finalisation outcome = boards.finalise(day, past, snapshot -> {
            assertThat(snapshot.top(1)).containsExactly(new Row("m0", MEMBERS, 1));
            happens(interruption);
            assertThat(answered(() -> boards(redis).finalise(day, past, none -> rewarded.clear())))
                    .isEqualTo(Finalisation.RUNNING);
            snapshot.forEach(rewarded::add);
        });

        assertThat(outcome).isEqualTo(Finalisation.DONE);
        assertThat(rewarded).hasSize(MEMBERS);
        assertDone(redis);
        Standings standings = boards.submit("ann", 5);
        for (Window window : List.of(ever, day)) {
            assertThat(standings.in(window).score()).isEqualTo(12);
            assertThat(standings.in(window).total()).isEqualTo(2);
        }
    }

    private void assertDone(Redis redis) {
        WindowedLeaderboard boards = boards(redis);
        assertThat(answered(() -> boards.finalise(day, before(boards), none -> rewarded.clear())))
                .isEqualTo(Finalisation.DONE_BEFORE);
        assertThat(rewarded).hasSize(MEMBERS);
    }

    private WindowedLeaderboard boards(Redis redis) {
        LeaderboardOptions options = LeaderboardOptions.builder()
                .rule(ScoreRule.SUM)
                .ties(Ties.DENSE)
                .tieBreak(TieBreak.EARLIEST)
                .build();
        return WindowedLeaderboard.on(redis, options, ever, day);
    }

    private Period before(WindowedLeaderboard boards) {
        return day.at(boards.current(day).begin().minusMillis(1));
    }

    /** Yesterday, with a board. */
    private Period past(WindowedLeaderboard boards) {
        Period yesterday = before(boards);
        Leaderboard board = boards.board(day, yesterday);
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < MEMBERS; i++) {
            scores.put("m" + i, (double) MEMBERS - i);
            if (scores.size() == 500) {
                board.submitAll(scores);
                scores.clear();
            }
        }
        return yesterday;
    }

    /** Asks until Redis is there again. */
    private static <T> T answered(Callable<T> ask) {
        return await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(ask, answer -> true);
    }

    private static void happens(Interruption interruption) {
        try {
            interruption.run();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void kill(RedisServer server) {
        server.kill();
        server.restart();
    }

    private static RedisOptions options(SentinelGroup group) {
        return RedisOptions.builder()
                .sentinel(
                        group.masterName(),
                        group.uris().stream()
                                .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                                .toArray(Endpoint[]::new))
                .build();
    }

    /** The primary dies when both replicas have what it has done, whichever is elected. */
    private static void failOver(SentinelGroup group) {
        RedisServer primary = group.primary();
        group.awaitReplicated();
        primary.kill();
        group.awaitFailoverFrom(primary);
    }
}
