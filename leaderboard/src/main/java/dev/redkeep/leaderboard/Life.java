package dev.redkeep.leaderboard;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.ttl.Fixed;
import dev.redkeep.core.ttl.Persistent;
import dev.redkeep.core.ttl.Sliding;
import dev.redkeep.core.ttl.TtlPolicy;
import java.util.OptionalLong;

/** How long a board lives, as submit.lua takes it. */
record Life(String how, long millis) {
    /** Whether it depends neither on whether there is an end already, nor on whether that is past. */
    boolean unconditional() {
        return how.equals("none") || how.equals("each");
    }

    /** For how many milliseconds from each write. */
    OptionalLong each() {
        return how.equals("each") ? OptionalLong.of(millis) : OptionalLong.empty();
    }

    /**
     * As its pattern declares.
     *
     * @throws IllegalArgumentException if a board cannot live so
     */
    static Life of(KeyPattern board) {
        TtlPolicy policy = board.facts().ttl().orElseThrow();
        if (policy instanceof Persistent) {
            return new Life("none", 0);
        } else if (policy instanceof Fixed fixed) {
            return new Life("once", fixed.ttl().toMillis());
        } else if (policy instanceof Sliding sliding && sliding.absolute().isEmpty()) {
            return new Life("each", sliding.idle().toMillis());
        }
        throw new IllegalArgumentException(board
                + " must be declared persistent, fixed or sliding without an absolute end, not: " + policy.describe());
    }
}
