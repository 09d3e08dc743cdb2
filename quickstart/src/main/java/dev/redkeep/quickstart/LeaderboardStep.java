package dev.redkeep.quickstart;

import static dev.redkeep.core.key.Segment.text;
import static dev.redkeep.leaderboard.LeaderboardKeys.CHALLENGE;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.leaderboard.Cycle;
import dev.redkeep.leaderboard.Leaderboard;
import dev.redkeep.leaderboard.LeaderboardOptions;
import dev.redkeep.leaderboard.Page;
import dev.redkeep.leaderboard.Position;
import dev.redkeep.leaderboard.Standing;
import dev.redkeep.leaderboard.Standings;
import dev.redkeep.leaderboard.Ties;
import dev.redkeep.leaderboard.Window;
import dev.redkeep.leaderboard.WindowedLeaderboard;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A challenge's board and one of this week, fed together; two who share a rank, and who passes them. */
final class LeaderboardStep implements Step {
    /** A challenge that no application has. */
    private static final Key BOARD = CHALLENGE.key(SessionsStep.ALICE);

    private static final KeyPattern1<String> WEEK = KeyPattern.of("quickstart:board:{week}", text())
            .sortedSet()
            .ttl(TtlPolicy.until("a week after its week"))
            .owner("quickstart");

    /** Where the boards are. */
    static final List<KeyPattern> KEYS = List.of(CHALLENGE, WEEK);

    private static final List<String> MEMBERS = List.of("alice", "bob", "carol", "dave");

    private final Window ever = Window.allTime(BOARD);
    private final Window week = Window.of(Cycle.WEEKLY, ZoneId.of("UTC"), Duration.ofDays(7), WEEK::key);

    @Override
    public String title() {
        return "Leaderboards";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        LeaderboardOptions options =
                LeaderboardOptions.builder().ties(Ties.COMPETITION).build();
        WindowedLeaderboard boards = WindowedLeaderboard.on(tour.redis(), options, ever, week);
        Leaderboard board = boards.board(ever);
        board.remove(MEMBERS); // of an earlier tour
        boards.board(week).remove(MEMBERS);

        board.submitAll(Map.of("bob", 9.0, "carol", 7.0, "dave", 5.0));
        notes.add("submitAll", "three of one challenge, in one round trip");
        Standings first = boards.submit("alice", 7);
        notes.add("submit", "alice: " + said(first, ever) + "; of this week " + said(first, week));
        notes.add("top", lines(board.top(10)));
        notes.add("position", board.position("dave").map(LeaderboardStep::said).orElse("none"));
        notes.add("around", "dave, one on each side: " + lines(board.around("dave", 1)));
        notes.add(
                "gap",
                "dave is " + board.gap("dave").orElseThrow().toNext().orElseThrow()
                        + " behind the next; with 8 one would be " + board.rankOf(8));
        notes.add(
                "submit",
                "alice, 11: from " + said(boards.submit("alice", 11), ever)
                        + "; then 3, which is no better: "
                        + said(boards.submit("alice", 3), ever));
        tour.wrote(BOARD, WEEK.key(boards.current(week).name()));
    }

    private static String said(Standings standings, Window window) {
        Standing standing = standings.in(window);
        String now = standing.rank() + " of " + standing.total();
        return standing.improved() && standing.oldRank().isPresent()
                ? standing.oldRank().getAsLong() + " to " + now
                : now;
    }

    private static String said(Position position) {
        return position.member() + " is " + position.rank() + " of " + position.total()
                + String.format(Locale.ROOT, ", at least as good as %.0f %%", position.percentile());
    }

    private static String lines(Page page) {
        return page.rows().stream().map(row -> row.rank() + " " + row.member()).collect(Collectors.joining(", "));
    }
}
