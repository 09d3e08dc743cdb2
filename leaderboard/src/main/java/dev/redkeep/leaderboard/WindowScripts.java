package dev.redkeep.leaderboard;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.util.List;
import java.util.Map;

/** What Redis runs as one for windows. */
final class WindowScripts {
    private static final ScriptSource SOURCE =
            new ScriptSource(WindowScripts.class::getResourceAsStream, Map.of(), Map.of());

    static final Script<Long> NOW = read("now");
    static final Script<Long> BEGIN = read("finalise_begin");
    static final Script<Long> KEEP = read("finalise_keep");
    static final Script<Long> END = read("finalise_end");

    /** Feeds all windows. */
    final Script<List<ScriptReply>> submit;

    WindowScripts(BoardScripts boards) {
        submit = boards.read("submit_windows", ScriptReply::slots);
    }

    private static Script<Long> read(String file) {
        return Script.read("leaderboard." + file, SOURCE.of(file), ScriptReply::integer);
    }
}
