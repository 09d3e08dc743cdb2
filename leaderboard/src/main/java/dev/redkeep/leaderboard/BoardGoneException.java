package dev.redkeep.leaderboard;

/** A score was submitted to the board of a period that is not kept any more. Nothing was counted. */
public final class BoardGoneException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BoardGoneException() {
        super("the board of this period is not kept any more; nothing was counted");
    }
}
