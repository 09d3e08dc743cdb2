package dev.redkeep.leaderboard;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import java.util.List;

/** The keys of a board: its own, and those beside it, in the order of the scripts. */
record Board(List<Key> keys) {
    private static final int DETAILS = 5;

    <R> ScriptCall<R> call(Script<R> script) {
        return script.on(keys);
    }

    Key scores() {
        return keys.get(0);
    }

    Key details() {
        return keys.get(DETAILS);
    }
}
