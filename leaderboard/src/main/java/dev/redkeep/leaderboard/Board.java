package dev.redkeep.leaderboard;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import java.util.List;

/** The keys of a board: its own, and those beside it, in the order of the scripts. */
record Board(List<Key> keys) {
    private static final int DETAILS = 5;

    <R> ScriptCall<R> call(Script<R> script) {
        return call(script, keys);
    }

    /**
     * A call of a script for the keys of some boards.
     *
     * <p>Its answer is a {@link BoardOptionsException} if one of them lacks what must lie beside it.
     */
    static <R> ScriptCall<R> call(Script<R> script, List<Key> keys) {
        return script.checking(reply -> {
                    if (reply.isInteger() && reply.integer() < 0) {
                        throw new BoardOptionsException(keys.get((int) -reply.integer() - 1));
                    }
                })
                .on(keys);
    }

    Key scores() {
        return keys.get(0);
    }

    Key details() {
        return keys.get(DETAILS);
    }
}
