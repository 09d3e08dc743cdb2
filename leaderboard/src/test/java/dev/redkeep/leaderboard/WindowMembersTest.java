package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.observe.RedisListener;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a member is in all windows, and taking members off all of them. */
class WindowMembersTest extends WindowsOnRedis {
    @ParameterizedTest
    @MethodSource("dev.redkeep.leaderboard.BoardModelTest#modes")
    void all_windows_tell_where_a_member_is_and_let_it_go(Order order, Ties ties, TieBreak tieBreak) {
        WindowedLeaderboard boards =
                boards(options().order(order).ties(ties).tieBreak(tieBreak).details(Duration.ofDays(1)));
        boards.board(ever).submitAll(Map.of("a", 5.0, "b", 5.0, "old", 1.0));
        boards.submitAll(Map.of("a", 3.0, "b", 5.0));
        boards.board(day).describe("a", "Ann");

        for (String member : List.of("a", "b", "old", "nobody")) {
            ByWindow<Optional<Position>> told = boards.positions(member);
            assertThat(told.windows()).containsExactly(ever, month, week, day);
            for (Window window : told.windows()) {
                assertThat(told.in(window)).isEqualTo(boards.board(window).position(member));
            }
        }
        assertThat(boards.positions("old")).extracting(Optional::isPresent).containsExactly(true, false, false, false);

        ByWindow<Integer> gone = boards.remove(List.of("a", "old", "nobody", "a"));

        assertThat(gone.windows()).containsExactly(ever, month, week, day);
        assertThat(gone).containsExactly(2, 1, 1, 1);
        assertThat(gone.in(ever)).isEqualTo(2);
        assertThat(boards.positions("a")).containsOnly(Optional.empty());
        assertThat(boards.positions("b"))
                .extracting(each -> each.orElseThrow().rank())
                .containsOnly(1L);
        assertThat(boards.board(day).details(List.of("a"))).isEmpty();
        assertThat(boards.remove(List.of("b"))).containsOnly(1);
        assertThat(boards.remove(List.of("b"))).containsOnly(0);
        assertThat(boards.board(ever).size()).isZero();
    }

    @Test
    void a_period_that_has_just_ended_is_left_as_it_is() {
        Period today = day.at(Instant.ofEpochMilli(serverMillis()));
        Period yesterday = day.at(today.begin().minusMillis(1));
        boards(options()).board(day, yesterday).submitAll(Map.of("a", 9.0, "b", 8.0));
        boards(options()).submitAll(Map.of("a", 1.0, "b", 2.0));

        assertThat(behind(today).positions("a").in(day)).contains(new Position("a", 1, 2, 1, 2));
        assertThat(behind(today).remove(List.of("a")).in(day)).isEqualTo(1);

        assertThat(boards(options()).board(day, yesterday).size()).isEqualTo(2);
        assertThat(boards(options()).board(day).size()).isEqualTo(1);
    }

    /** Windows of a client that takes the day before for the present. */
    private WindowedLeaderboard behind(Period today) {
        WindowClock clock = new WindowClock(this::serverMillis, () -> 0L);
        clock.learn(today.begin().toEpochMilli() - 60_000);
        return new RedisWindows(redis, options().build(), List.of(ever, day), clock);
    }

    @Test
    void nobody_is_taken_off_what_is_finalised_if_the_clock_goes_back() {
        WindowedLeaderboard boards = boards(options());
        boards.submit("a", 1);
        String mark = "board-final:board:" + boards.current(day).name();
        raw.set(mark, "done");

        assertThatIllegalStateException()
                .isThrownBy(() -> boards.remove(List.of("a")))
                .withMessageContaining("clock");

        assertThat(boards.positions("a")).allMatch(Optional::isPresent);
        raw.del(mark);
        assertThat(boards.remove(List.of("a"))).containsOnly(1);
    }

    @Test
    void each_is_one_round_trip(RedisServer server) {
        AtomicInteger trips = new AtomicInteger();
        RedisOptions options = RedisOptions.of(server.uri()).toBuilder()
                .timeouts(Patience.TIMEOUTS)
                .build();
        RedisListener counts = event -> trips.incrementAndGet();
        try (Redis counted = Redis.connect(options, counts)) {
            WindowClock still = new WindowClock(this::serverMillis, () -> 0L);
            RedisWindows boards = new RedisWindows(counted, options().build(), List.of(ever, month, week, day), still);
            boards.submit("a", 1);
            int before = trips.get();
            boards.positions("a");
            assertThat(trips).hasValue(before + 1);
            boards.remove(List.of("a", "b"));
            assertThat(trips).hasValue(before + 2);
            assertThat(boards.remove(List.of())).containsExactly(0, 0, 0, 0);
            assertThat(trips).hasValue(before + 2);
        }
    }

    @Test
    void what_is_too_much_is_refused_by_name() {
        WindowedLeaderboard boards = boards(options());
        List<String> many =
                IntStream.rangeClosed(1, 251).mapToObj(Integer::toString).toList();
        assertThat(boards.remove(many.subList(0, 250))).containsOnly(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boards.remove(many))
                .withMessageStartingWith("members");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boards.remove(List.of("")))
                .withMessageStartingWith("member");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boards.positions(""))
                .withMessageStartingWith("member");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boards.positions("a").in(window(Cycle.DAILY)))
                .withMessageStartingWith("window");
    }
}
