package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.Segment;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** On a Cluster a plain board is as documented; what is kept beside a board needs its slot. */
@RedisTest
@Timeout(120)
class ClusterBoardTest {
    private Redis redis;

    @BeforeEach
    void connect(RedisCluster cluster) {
        for (RedisServer primary : cluster.primaries()) {
            try (RedisClient client = Patience.raw(primary.uri())) {
                client.flushAll();
            }
        }
        redis = Redis.connect(RedisOptions.builder()
                .cluster(cluster.uris().stream()
                        .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                        .toArray(Endpoint[]::new))
                .timeouts(Patience.TIMEOUTS)
                .build());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void a_plain_board_is_as_documented() {
        Leaderboard board = Leaderboard.on(
                redis,
                LeaderboardKeys.CHALLENGE.key(7L),
                LeaderboardOptions.builder().build());
        assertThat(board.submitAll(Map.of("a", 1.0, "b", 2.0))).hasSize(2);
        assertThat(board.top(1).rows()).containsExactly(new Row("b", 2, 1));
        assertThat(board.size()).isEqualTo(2);
    }

    @Test
    void with_companions_it_needs_a_slot_that_they_share() {
        LeaderboardOptions options = LeaderboardOptions.builder()
                .ties(Ties.DENSE)
                .tieBreak(TieBreak.EARLIEST)
                .details(Duration.ofDays(1))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(8L), options))
                .withMessageContaining("HARDENED");

        Leaderboard board = Leaderboard.on(
                redis, LeaderboardKeys.CHALLENGE.in(KeyLayout.HARDENED).key(8L), options);
        board.submitAll(Map.of("a", 2.0, "b", 2.0, "c", 1.0));
        assertThat(board.describe("a", "Alice")).isTrue();
        assertThat(board.details(List.of("a"))).containsEntry("a", "Alice");
        assertThat(board.position("c").orElseThrow().rank()).isEqualTo(2);
        assertThat(board.remove(List.of("a", "b"))).isEqualTo(2);
        assertThat(board.position("c").orElseThrow().rank()).isEqualTo(1);
    }

    private static final KeyPattern2<Long, String> DAILY = KeyPattern.of(
                    "board:{game}:day:{day}", Segment.number().hashTag(), Segment.text())
            .sortedSet()
            .ttl(TtlPolicy.until("its day"))
            .owner("test");

    private static Window day(KeyLayout layout, long game) {
        KeyPattern2<Long, String> daily = DAILY.in(layout);
        return Window.of(Cycle.DAILY, ZoneId.of("UTC"), Duration.ofDays(2), name -> daily.key(game, name));
    }

    @Test
    void boards_are_combined_where_they_share_a_slot() {
        LeaderboardOptions plain = LeaderboardOptions.builder().build();
        Key documented = LeaderboardKeys.CHALLENGE.key(7L); // beside it nothing could lie
        Leaderboard.on(redis, documented, plain).set("a", 2);
        assertThat(Boards.union(redis, documented, Aggregate.SUM, List.of(documented, documented)))
                .isEqualTo(1);
        assertThat(Leaderboard.on(redis, documented, plain).scoreAt(1)).hasValue(4);

        Key hardened = LeaderboardKeys.CHALLENGE.in(KeyLayout.HARDENED).key(7L);
        Leaderboard.on(
                        redis,
                        hardened,
                        LeaderboardOptions.builder().tieBreak(TieBreak.EARLIEST).build())
                .set("a", 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> Boards.union(redis, hardened, Aggregate.SUM, List.of(hardened)));
    }

    @Test
    void windows_of_one_hash_tag_are_fed_together() {
        Window ever =
                Window.allTime(LeaderboardKeys.CHALLENGE.in(KeyLayout.HARDENED).key(7L));
        Window day = day(KeyLayout.HARDENED, 7);
        WindowedLeaderboard boards = WindowedLeaderboard.on(
                redis, LeaderboardOptions.builder().tieBreak(TieBreak.EARLIEST).build(), ever, day);

        assertThat(boards.submit("a", 3))
                .hasSize(2)
                .allSatisfy(standing -> assertThat(standing.rank()).isEqualTo(1));
        assertThat(boards.positions("a")).hasSize(2).allMatch(Optional::isPresent);
        assertThat(boards.remove(List.of("a"))).containsExactly(1, 1);
        Period past = day.at(boards.current(day).begin().minusMillis(1));
        boards.board(day, past).submit("a", 3);
        assertThat(boards.finalise(
                        day, past, snapshot -> assertThat(snapshot.top(2)).hasSize(1)))
                .isEqualTo(Finalisation.DONE);
        assertThat(boards.finalise(day, day.named("2020-01-01"), snapshot -> {}))
                .isEqualTo(Finalisation.GONE);
    }

    @Test
    void shards_lie_on_several_nodes() {
        ShardedLeaderboard board = ShardedLeaderboard.on(
                redis,
                List.of(
                        LeaderboardKeys.CHALLENGE.key(1L),
                        LeaderboardKeys.CHALLENGE.key(2L),
                        LeaderboardKeys.CHALLENGE.key(3L)),
                LeaderboardOptions.builder().ties(Ties.COMPETITION).build());
        assertThat(board.submitAll(Map.of("a", 1.0, "b", 2.0, "c", 2.0, "d", 3.0)))
                .hasSize(4);
        assertThat(board.around("b", 1).rows())
                .containsExactly(new Row("c", 2, 2), new Row("b", 2, 2), new Row("a", 1, 4));
        assertThat(board.among(List.of("a", "d"))).extracting(Contender::rank).containsExactly(1L, 2L);
        assertThat(board.remove(List.of("a", "b", "c"))).isEqualTo(3);
        assertThat(board.size()).isEqualTo(1);
    }

    @Test
    void windows_of_several_slots_are_refused_when_they_are_built() {
        LeaderboardOptions plain = LeaderboardOptions.builder().build();
        Window ever = Window.allTime(LeaderboardKeys.CHALLENGE.key(7L));
        Window hardened =
                Window.allTime(LeaderboardKeys.CHALLENGE.in(KeyLayout.HARDENED).key(7L));
        for (List<Window> several : List.of(
                List.of(ever, day(KeyLayout.HARDENED, 7)),
                List.of(hardened, day(KeyLayout.HARDENED, 8)),
                List.of(day(KeyLayout.HARDENED, 7), day(KeyLayout.HARDENED, 8)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WindowedLeaderboard.on(redis, plain, several.toArray(Window[]::new)))
                    .withMessageContaining("slot");
        }
        // The mark of who finalises would lie apart, judged by another clock.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowedLeaderboard.on(redis, plain, day(KeyLayout.DOCUMENTED, 7)))
                .withMessageContaining("HARDENED");
        assertThat(WindowedLeaderboard.on(redis, plain, ever).submit("a", 1)).hasSize(1);
    }
}
