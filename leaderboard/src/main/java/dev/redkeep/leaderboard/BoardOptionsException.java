package dev.redkeep.leaderboard;

import dev.redkeep.core.key.Key;

/**
 * A board has members, but lacks what {@link Ties#DENSE} or {@link TieBreak#EARLIEST} keep beside it: it was kept with other options
 * before, or that was deleted or evicted. Its ranks would be wrong. Nothing was changed.
 *
 * <p>Use it with the options that it was kept with. To change them, copy its lines to a board under another key, by {@link
 * Leaderboard#places} and {@link Leaderboard#submitAll}.
 */
public final class BoardOptionsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With what is not there. */
    BoardOptionsException(Key missing) {
        super("there is no " + missing.pattern().template()
                + ", though the board behind it has members: it was kept with"
                + " other options, or its companion is lost; nothing was changed. Use the options that it was kept with, or copy"
                + " it to another key by places and submitAll");
    }
}
