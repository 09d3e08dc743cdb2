package dev.redkeep.leaderboard;

import java.util.List;

/**
 * Lines in a row, all of one moment.
 *
 * @param rows the lines, the best first; may be empty
 * @param before how many members stand before the first line; 0 if there is no line
 * @param total how many are on the board
 * @param found how many are in the range of scores or ranks that was asked for; without a range as many as are on the board
 * @param more whether somebody of them stands behind the last line; false for a page without lines
 */
public record Page(List<Row> rows, long before, long total, long found, boolean more) {
    /**
     * Copies the rows.
     *
     * @param rows see the record
     * @param before see the record
     * @param total see the record
     * @param found see the record
     * @param more see the record
     */
    public Page {
        rows = List.copyOf(rows);
    }

    /**
     * Lines of the whole board.
     *
     * @param rows see the record
     * @param before see the record
     * @param total see the record
     */
    public Page(List<Row> rows, long before, long total) {
        this(rows, before, total, total, !rows.isEmpty() && before + rows.size() < total);
    }
}
