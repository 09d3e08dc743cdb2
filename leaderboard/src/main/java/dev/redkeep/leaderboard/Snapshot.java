package dev.redkeep.leaderboard;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The board of a closed period while it is being finalised, read as it is: what corrects it meanwhile is seen. Each call first makes
 * sure that nobody else is at it, and renews the right to be for a minute, and the board's life if it would end before. Who works for
 * longer without a call may {@link #keep}. To be used by the thread that finalises.
 */
public final class Snapshot {
    private final Leaderboard board;
    private final Supplier<BoardWalk> walks;
    private final Period period;
    private final FinalRight right;

    Snapshot(Leaderboard board, Supplier<BoardWalk> walks, Period period, FinalRight right) {
        this.board = board;
        this.walks = walks;
        this.period = period;
        this.right = right;
    }

    /**
     * Which period it is.
     *
     * @return the period
     */
    public Period period() {
        return period;
    }

    /**
     * Renews the right to finalise for a minute from now; also one that ran out, if nobody else took it. One round trip.
     *
     * @throws IllegalStateException if another one finalises meanwhile, or did: end the action
     */
    public void keep() {
        right.keep();
    }

    /**
     * How many are on the board. Two round trips.
     *
     * @return the number
     * @throws IllegalStateException if another one finalises meanwhile, or the board is gone that was there: end the action
     */
    public long size() {
        right.keep();
        return right.present(board.size());
    }

    /**
     * The best. Two round trips.
     *
     * @param count how many, 0 to 1,000
     * @return their lines
     * @throws IllegalArgumentException if the count is out of range
     * @throws IllegalStateException as {@link #size}
     */
    public List<Row> top(int count) {
        right.keep();
        return read(board.top(count)).rows();
    }

    /**
     * Goes through the whole board, the best first: two round trips for a thousand lines, and one after each ten seconds that the
     * action takes. Each thousand is of one moment, with its ranks, and begins behind the last one that was told. So who is on the board
     * all the time and does not move is told once, whoever else comes, goes or moves meanwhile. Who is moved by a correction while it
     * goes on is told with each score that it meets: once, twice, or not at all if the new place was already passed.
     *
     * @param action is given each line
     * @throws IllegalStateException as {@link #size}
     */
    public void forEach(Consumer<? super Row> action) {
        BoardWalk walk = walks.get();
        Page page;
        do {
            right.keep();
            page = read(walk.next());
            for (Row row : page.rows()) {
                right.keepInTime();
                action.accept(row);
            }
        } while (page.more());
    }

    private Page read(Page page) {
        right.present(page.total());
        return page;
    }
}
