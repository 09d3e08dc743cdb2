package dev.redkeep.leaderboard;

import java.util.List;
import java.util.function.Consumer;

/**
 * The board of a closed period while it is being finalised, read as it is: what corrects it meanwhile is seen. Each call first makes
 * sure that nobody else is at it, and renews the right to be for a minute, and the board's life if it would end before. Who works for
 * longer without a call may {@link #keep}. To be used by the thread that finalises.
 */
public final class Snapshot {
    private final Leaderboard board;
    private final Period period;
    private final FinalRight right;

    Snapshot(Leaderboard board, Period period, FinalRight right) {
        this.board = board;
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
     * action takes. A correction of the closed board meanwhile that moves members may let it tell one twice and miss another.
     *
     * @param action is given each line
     * @throws IllegalStateException as {@link #size}; or if who is on the board changed between two thousands, so that one could
     *     have been left out: end the action
     */
    public void forEach(Consumer<? super Row> action) {
        long total = -1;
        long first = 1;
        Page page;
        do {
            right.keep();
            page = read(board.places(first, first + Leaderboard.MOST - 1));
            if (total >= 0 && page.total() != total) {
                throw new IllegalStateException(
                        "the board changed while it was read: it had " + total + " members and has " + page.total());
            }
            total = page.total();
            for (Row row : page.rows()) {
                right.keepInTime();
                action.accept(row);
            }
            first += Leaderboard.MOST;
        } while (first <= total);
    }

    private Page read(Page page) {
        right.present(page.total());
        return page;
    }
}
