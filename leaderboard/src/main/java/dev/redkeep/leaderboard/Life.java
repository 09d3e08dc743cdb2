package dev.redkeep.leaderboard;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.ttl.Fixed;
import dev.redkeep.core.ttl.Persistent;
import dev.redkeep.core.ttl.Sliding;
import dev.redkeep.core.ttl.TtlPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How long a board lives, as submit.lua takes it, and of which period it is, if of one that begins: before that it takes no score. */
record Life(String how, long millis, Optional<Period> period) {
    private static final int NOT_BEGUN = -2;

    private Life(String how, long millis) {
        this(how, millis, Optional.empty());
    }

    /** From when on the board takes scores, in Unix milliseconds; 0 if there is no such moment. */
    long from() {
        return period.map(each -> each.begin().toEpochMilli()).orElse(0L);
    }

    /** The script of a submission, which answers an {@link IllegalStateException} if the period has not begun. */
    Script<List<ScriptReply>> guarded(Script<List<ScriptReply>> submit) {
        return period.map(each -> submit.checking(reply -> {
                    if (reply.slot(0).integer() == NOT_BEGUN) {
                        throw new IllegalStateException("the period " + each.name() + " begins at " + each.begin()
                                + ", which the server's clock has not reached; nothing was counted");
                    }
                }))
                .orElse(submit);
    }

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
