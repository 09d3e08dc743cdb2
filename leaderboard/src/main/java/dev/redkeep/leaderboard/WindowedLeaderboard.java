package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Boards of several windows that are fed together: for all time, and those that begin anew each month, week or day. A submission
 * is one round trip for all of them, and counts on all or on none; which periods it counts for the server's clock decides, so that a
 * closed one takes nothing any more.
 *
 * <pre>{@code
 * WindowedLeaderboard boards = WindowedLeaderboard.on(redis, options, ever, week, day);
 * Standings standings = boards.submit("42", 4_200);
 * Page today = boards.board(day).top(10);
 * boards.finalise(day, day.named("2026-11-21"), snapshot -> snapshot.top(3).forEach(prizes::award));
 * }</pre>
 *
 * <p>On a Cluster the keys of all windows must share a slot: give them one hash tag, in the hardened layout. One that ends needs
 * it also alone, for the mark of who finalises it. Members and scores are refused as by {@link Leaderboard}, and what fails is the
 * same. Safe to share between threads.
 */
public interface WindowedLeaderboard {
    /**
     * The boards of some windows. Nothing is sent.
     *
     * @param redis the client
     * @param options how they rank; not {@link ScoreRule#LAST}, by which a score counts for another time than that of its
     *     submission
     * @param windows 1 to 16; each answer has their order
     * @return the boards
     * @throws IllegalArgumentException if there are none or too many, two of one cycle have the same keys, the rule is {@link
     *     ScoreRule#LAST}, the options do not suit a pattern, as {@link Leaderboard#on} says, or on a Cluster keys lie in several
     *     slots
     */
    static WindowedLeaderboard on(Redis redis, LeaderboardOptions options, Window... windows) {
        return RedisWindows.on(redis, options, List.of(windows));
    }

    /**
     * Submits a score to the period of each window that is open now, by the boards' rule: one round trip, and another one where
     * this object has not met the server's clock for a minute, or a period has just ended.
     *
     * @param member who
     * @param score the score, or with {@link ScoreRule#SUM} what is added
     * @return what changed in each window, in their order
     * @throws ScoreOutOfRangeException if a sum would get to 2^53 or -2^53 on one of the boards; nothing changed on any
     * @throws IllegalStateException if the server's clock leaps, so that three times a period was not open; or if it was set back
     *     to a period that is or was finalised; nothing changed
     */
    Standings submit(String member, double score);

    /**
     * Submits scores of many, all of them to all windows or none to any, by the boards' rule. As many round trips as {@link
     * #submit}.
     *
     * @param scores who and what, 1,000 at most when counted once for each window: 250 members in four windows; none is a round trip
     *     saved
     * @return what changed for each member, in the map's order; ranks before all of them, and after all of them
     * @throws ScoreOutOfRangeException as {@link #submit}, for any of them; nothing changed
     * @throws IllegalStateException as {@link #submit}
     */
    List<Standings> submitAll(Map<String, Double> scores);

    /**
     * Sets a score in each window whatever the rule, as to correct one. As many round trips as {@link #submit}.
     *
     * @param member who
     * @param score the score
     * @return what changed in each window, in their order
     * @throws IllegalStateException as {@link #submit}
     */
    Standings set(String member, double score);

    /**
     * Adds to a score in each window, whatever the rule. As many round trips as {@link #submit}.
     *
     * @param member who; one that is not on a board begins there at 0
     * @param by what is added; may be negative
     * @return what changed in each window, in their order
     * @throws ScoreOutOfRangeException as {@link #submit}
     * @throws IllegalStateException as {@link #submit}
     */
    Standings increment(String member, double by);

    /**
     * Where a member is in the period of each window that is open now, all of one moment. As many round trips as {@link #submit}.
     *
     * @param member who
     * @return its position in each window, in their order; empty where it is not on the board
     * @throws IllegalStateException if the server's clock leaps, so that three times a period was not open
     */
    ByWindow<Optional<Position>> positions(String member);

    /**
     * Takes members off the board of the period of each window that is open now, with their details, off all of them at once; those
     * of closed periods stay as they are. As many round trips as {@link #submit}.
     *
     * @param members who, 1,000 at most when counted once for each window: 250 members in four windows; one that is named twice
     *     counts once, and none is a round trip saved
     * @return how many were there in each window, in their order
     * @throws IllegalStateException as {@link #submit}; nothing changed
     */
    ByWindow<Integer> remove(Collection<String> members);

    /**
     * The period of a window that is open now, by the server's clock as it is known here. No round trip, or one where this object
     * has not met that clock for a minute.
     *
     * @param window one of these windows
     * @return the period
     * @throws IllegalArgumentException if it is another window
     */
    Period current(Window window);

    /**
     * The board of the period that is open now, to read. As many round trips as {@link #current}. What is submitted to it counts
     * in this window alone.
     *
     * @param window one of these windows
     * @return the board of {@link #current}; it stays that of this period when the period ends, and takes no scores any more once it
     *     is not kept, as {@link #board(Window, Period)} says
     * @throws IllegalArgumentException if it is another window
     */
    Leaderboard board(Window window);

    /**
     * The board of a period, to read, and to correct: it takes scores also when the period is closed, and they are on no other
     * window's board then. Nothing is sent. When the board is not kept any more, what is submitted to it counts nowhere and is a
     * {@link BoardGoneException}; before the period begins, by the server's clock, it is an {@link IllegalStateException} that names
     * the period, and nothing is written.
     *
     * @param window one of these windows
     * @param period one of its periods
     * @return the board; an empty one if there is none, or none any more
     * @throws IllegalArgumentException if it is another window, or the period is not its own
     */
    Leaderboard board(Window window, Period period);

    /**
     * Does something with the result of a closed period, once in the fleet: whoever asks while one is at it, or when it was
     * done, is told so. Who dies while at it, or neither reads the snapshot nor {@linkplain Snapshot#keep keeps} the right for a
     * minute, leaves it to who asks then, and it is done anew: let what is done be harmless if it is done again. If the action
     * throws, the right is free at once, and what was thrown is thrown on. A period without a score is finalised too. Nobody is
     * called by himself: ask after each end, and while the board is kept. A board that is being finalised is kept until that is
     * over. Two round trips, one more if the snapshot was not used for the last ten seconds, and those of the snapshot.
     *
     * @param window one of these windows, not one for all time
     * @param period one of its periods
     * @param action what is done, on this thread, with the board as it is: no window adds to it any more, but who
     *     corrects it meanwhile changes what is read
     * @return what became of it
     * @throws IllegalArgumentException if it is another window, or one for all time, or the period is not the window's own
     * @throws IllegalStateException if another one took the right before the action was over, who may have done it too; or if the
     *     board had members and has none any more, when the snapshot reads or the action is over: the period is not finalised
     *     then, so clear a board only afterwards
     */
    Finalisation finalise(Window window, Period period, Consumer<Snapshot> action);
}
