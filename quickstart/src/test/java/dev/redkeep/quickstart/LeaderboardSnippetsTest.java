package dev.redkeep.quickstart;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.leaderboard.Aggregate;
import dev.redkeep.leaderboard.BoardOptionsException;
import dev.redkeep.leaderboard.Boards;
import dev.redkeep.leaderboard.Contender;
import dev.redkeep.leaderboard.Cycle;
import dev.redkeep.leaderboard.Estimate;
import dev.redkeep.leaderboard.Finalisation;
import dev.redkeep.leaderboard.Gap;
import dev.redkeep.leaderboard.Leaderboard;
import dev.redkeep.leaderboard.LeaderboardKeys;
import dev.redkeep.leaderboard.LeaderboardOptions;
import dev.redkeep.leaderboard.Page;
import dev.redkeep.leaderboard.Period;
import dev.redkeep.leaderboard.Position;
import dev.redkeep.leaderboard.Row;
import dev.redkeep.leaderboard.ScoreChange;
import dev.redkeep.leaderboard.ScoreRule;
import dev.redkeep.leaderboard.ShardedLeaderboard;
import dev.redkeep.leaderboard.Standing;
import dev.redkeep.leaderboard.Standings;
import dev.redkeep.leaderboard.TieBreak;
import dev.redkeep.leaderboard.Ties;
import dev.redkeep.leaderboard.Window;
import dev.redkeep.leaderboard.WindowedLeaderboard;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class LeaderboardSnippetsTest {
    // snippet: board-patterns
    static final KeyPattern1<Long> EVER = KeyPattern.of("board:{game}:ever", number().hashTag())
            .sortedSet()
            .persistent("a board lasts as long as its game")
            .owner("games")
            .in(KeyLayout.HARDENED); // board:{7}:ever

    static final KeyPattern2<Long, String> WEEK = KeyPattern.of("board:{game}:week:{week}", number().hashTag(), text())
            .sortedSet()
            .ttl(TtlPolicy.until("30 days after its week"))
            .owner("games")
            .in(KeyLayout.HARDENED); // board:{7}:week:2026-W47
    // end

    static final KeyPattern1<Long> PART = KeyPattern.of("board:part:{part}", number().hashTag())
            .sortedSet()
            .persistent("a board lasts as long as its game")
            .owner("games");

    static final KeyPattern1<String> TOTAL = KeyPattern.of("board:total:{name}", text())
            .sortedSet()
            .fixed(Duration.ofHours(1))
            .owner("games");

    private Redis redis;
    private final List<String> told = new ArrayList<>();
    private final List<Row> rewarded = new ArrayList<>();

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void one_board() {
        // snippet: board-one
        LeaderboardOptions options =
                LeaderboardOptions.builder().ties(Ties.COMPETITION).build();
        Leaderboard board = Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L), options);
        Standing standing = board.submit("ann", 4_200); // by default the better of her scores stays
        if (standing.improved()) {
            tell("ann is " + standing.rank() + " of " + standing.total() + " now");
        }
        List<Standing> standings = board.submitAll(Map.of("bob", 4_200.0, "cy", 3_900.0)); // all or none
        // end
        assertThat(told).containsExactly("ann is 1 of 1 now");
        assertThat(standings).extracting(Standing::rank).containsExactlyInAnyOrder(1L, 3L);
        // snippet: board-read
        Optional<Position> place = board.position("ann"); // score, rank, how many are ahead, percentile
        Page best = board.top(10); // its lines, and how many are on the board
        Page second = board.page(2, 50); // places 51 to 100
        Page near = board.around("ann", 5); // five before her, five behind her
        Optional<Gap> gap = board.gap("cy"); // who is next, ahead and behind, and how far away
        List<Contender> friends = board.among(List.of("ann", "cy", "dee")); // dee is not on the board
        long rank = board.rankOf(5_000); // if somebody came with it now
        OptionalDouble third = board.scoreAt(3); // the score to beat for a place
        OptionalDouble silver = board.scoreOfRank(2); // empty: ann and bob share the first rank
        Page podium = board.ranked(1, 3, 0, 100); // by rank, with all who share one; leaves none out, 100 at most
        Page good = board.between(4_000, Double.POSITIVE_INFINITY, 0, 100); // by score, here without an upper bound
        // end
        assertThat(place.orElseThrow().rank()).isOne();
        assertThat(best.rows()).hasSize(3);
        assertThat(second.rows()).isEmpty();
        assertThat(near.rows()).hasSize(3);
        assertThat(gap.orElseThrow().toNext()).hasValue(300);
        assertThat(friends).extracting(Contender::rank).containsExactly(1L, 2L);
        assertThat(friends.get(1).position().rank()).isEqualTo(3);
        assertThat(rank).isOne();
        assertThat(third).hasValue(3_900);
        assertThat(silver).isEmpty();
        assertThat(podium.rows()).extracting(Row::rank).containsExactly(1L, 1L, 3L);
        assertThat(good.rows()).hasSize(2);
        // snippet: board-change
        board.set("ann", 4_100); // whatever the rule, as to correct a score
        board.increment("ann", 50); // whatever the rule, in one step
        board.remove(List.of("cy"));
        board.trim(1_000); // only the best stay; a thousand in a round trip
        // end
        assertThat(board.top(10).rows()).containsExactly(new Row("bob", 4_200, 1), new Row("ann", 4_150, 2));
    }

    @Test
    void details() {
        // snippet: board-details
        LeaderboardOptions options =
                LeaderboardOptions.builder().details(Duration.ofDays(30)).build();
        Leaderboard board = Leaderboard.on(redis, EVER.key(7L), options);
        board.submit("42", 4_200);
        board.describe("42", "{\"name\":\"Ann\"}"); // false if 42 is not on the board
        List<String> shown = board.top(10).rows().stream().map(Row::member).toList();
        Map<String, String> names = board.details(shown); // of those that have some
        // end
        assertThat(names).containsOnlyKeys("42");
    }

    @Test
    void rules() {
        // snippet: board-rules
        LeaderboardOptions latest =
                LeaderboardOptions.builder().rule(ScoreRule.LAST).build();
        Leaderboard form = Leaderboard.on(redis, EVER.key(1L), latest);
        form.submit("ann", 70, Instant.parse("2024-11-22T10:00:00Z"));
        Standing late = form.submit("ann", 90, Instant.parse("2024-11-22T09:00:00Z")); // 70 stays

        LeaderboardOptions sum = LeaderboardOptions.builder()
                .rule(ScoreRule.SUM)
                .sums(0, 100) // what would go beyond ends there
                .build();
        Leaderboard points = Leaderboard.on(redis, EVER.key(2L), sum);
        points.submit("ann", 80);
        Standing full = points.submit("ann", 80); // 100
        // end
        assertThat(late.score()).isEqualTo(70);
        assertThat(full.score()).isEqualTo(100);
    }

    @Test
    void ties() {
        // snippet: board-ties
        LeaderboardOptions options = LeaderboardOptions.builder()
                .ties(Ties.DENSE)
                .tieBreak(TieBreak.EARLIEST)
                .build();
        // end
        Leaderboard board = Leaderboard.on(redis, EVER.key(7L), options);
        for (Map.Entry<String, Integer> each :
                List.of(Map.entry("d", 7), Map.entry("a", 7), Map.entry("b", 9), Map.entry("c", 5))) {
            board.submit(each.getKey(), each.getValue());
        }
        assertThat(board.top(4).rows())
                .containsExactly(new Row("b", 9, 1), new Row("d", 7, 2), new Row("a", 7, 2), new Row("c", 5, 3));
        assertThat(ranks(11, Ties.ORDINAL)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(ranks(12, Ties.COMPETITION)).containsExactly(1L, 2L, 2L, 4L);
        assertThat(ranks(13, Ties.DENSE)).containsExactly(1L, 2L, 2L, 3L);
    }

    private List<Long> ranks(long game, Ties ties) {
        Leaderboard board = Leaderboard.on(
                redis, EVER.key(game), LeaderboardOptions.builder().ties(ties).build());
        board.submitAll(Map.of("a", 9.0, "b", 7.0, "c", 7.0, "d", 5.0));
        return board.top(4).rows().stream().map(Row::rank).toList();
    }

    @Test
    void a_board_gets_other_options() {
        Leaderboard.on(redis, EVER.key(1L)).submitAll(Map.of("a", 9.0, "b", 7.0, "c", 7.0, "d", 5.0));
        // snippet: board-convert
        Leaderboard kept = Leaderboard.on(redis, EVER.key(1L)); // with the options that it was kept with
        LeaderboardOptions options = LeaderboardOptions.builder()
                .ties(Ties.DENSE)
                .tieBreak(TieBreak.EARLIEST)
                .build();
        Leaderboard copy = Leaderboard.on(redis, EVER.key(2L), options);
        for (long first = 1; first <= kept.size(); first += Leaderboard.MOST) {
            Map<String, Double> scores = new LinkedHashMap<>();
            kept.places(first, first + Leaderboard.MOST - 1)
                    .rows()
                    .forEach(row -> scores.put(row.member(), row.score()));
            copy.submitAll(scores);
        }
        // end
        assertThatThrownBy(() -> Leaderboard.on(redis, EVER.key(1L), options).top(4))
                .isInstanceOf(BoardOptionsException.class);
        assertThat(copy.top(4).rows())
                .containsExactly(new Row("a", 9, 1), new Row("c", 7, 2), new Row("b", 7, 2), new Row("d", 5, 3));
    }

    @Test
    void windows() {
        // snippet: board-windows
        Window ever = Window.allTime(EVER.key(7L));
        Window week =
                Window.of(Cycle.WEEKLY, ZoneId.of("Europe/Berlin"), Duration.ofDays(30), name -> WEEK.key(7L, name));
        WindowedLeaderboard boards =
                WindowedLeaderboard.on(redis, LeaderboardOptions.builder().build(), ever, week);

        Standings standings = boards.submit("ann", 4_200); // counts on both or on none
        if (standings.in(week).improved()) {
            tell("Best of the week so far");
        }
        List<Standings> both = boards.submitAll(Map.of("bob", 3_900.0, "cy", 4_100.0)); // in one round trip too
        Page best = boards.board(week).top(10);
        // end
        assertThat(standings.improved()).containsExactly(ever, week);
        assertThat(both).hasSize(2);
        assertThat(told).containsExactly("Best of the week so far");
        assertThat(best.rows()).hasSize(3);
        Period last = week.at(boards.current(week).begin().minusMillis(1));
        boards.board(week, last).submit("ann", 4_200);
        // snippet: board-finalise
        Period before = week.at(boards.current(week).begin().minusMillis(1)); // or week.named("2026-W46")
        Finalisation outcome =
                boards.finalise(week, before, snapshot -> snapshot.top(3).forEach(row -> reward(before, row)));
        // end
        assertThat(outcome).isEqualTo(Finalisation.DONE);
        assertThat(rewarded).containsExactly(new Row("ann", 4_200, 1));
        assertThat(boards.finalise(week, before, snapshot -> tell("again"))).isEqualTo(Finalisation.DONE_BEFORE);
    }

    private void tell(String text) {
        told.add(text);
    }

    /** Whoever is rewarded for a period twice gets it once. */
    private void reward(Period period, Row row) {
        assertThat(period.end()).isBefore(Instant.now());
        rewarded.add(row);
    }

    @Test
    void shards() {
        // snippet: board-shards
        ShardedLeaderboard board = ShardedLeaderboard.on(
                redis,
                List.of(PART.key(0L), PART.key(1L), PART.key(2L), PART.key(3L)),
                LeaderboardOptions.builder().ties(Ties.COMPETITION).build());
        board.submit("alice", 4_200);
        Optional<Position> exact = board.position("alice"); // asks her shard, then all of them
        Optional<Estimate> about = board.estimate("alice"); // asks her shard alone
        Page best = board.top(10); // asks all of them at once
        List<ScoreChange> many = board.submitAll(Map.of("bob", 3_900.0, "cy", 4_100.0)); // each shard its part, at once
        Page near = board.around("bob", 5); // five before him, five behind him
        List<Contender> friends = board.among(List.of("alice", "bob"));
        // end
        assertThat(many).allMatch(ScoreChange::improved);
        assertThat(near.rows()).extracting(Row::member).containsExactly("alice", "cy", "bob");
        assertThat(friends).extracting(each -> each.position().rank()).containsExactly(1L, 3L);
        assertThat(exact).contains(new Position("alice", 4_200, 1, 0, 1));
        assertThat(about).map(Estimate::rank).contains(1L);
        assertThat(best.rows()).containsExactly(new Row("alice", 4_200, 1));
    }

    @Test
    void boards_of_boards() {
        LeaderboardOptions options = LeaderboardOptions.builder().build();
        Leaderboard.on(redis, PART.key(0L), options).submitAll(Map.of("alice", 3.0, "bob", 1.0));
        Leaderboard.on(redis, PART.key(1L), options).submitAll(Map.of("alice", 4.0, "carol", 2.0));
        // snippet: board-union
        long players = Boards.union(redis, TOTAL.key("all"), Aggregate.SUM, List.of(PART.key(0L), PART.key(1L)));
        long always =
                Boards.intersection(redis, TOTAL.key("always"), Aggregate.MAX, List.of(PART.key(0L), PART.key(1L)));
        // end
        assertThat(players).isEqualTo(3);
        assertThat(always).isEqualTo(1);
        assertThat(Leaderboard.on(redis, TOTAL.key("all"), options).top(1).rows())
                .containsExactly(new Row("alice", 7, 1));
    }
}
