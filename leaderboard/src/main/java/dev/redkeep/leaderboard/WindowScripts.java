package dev.redkeep.leaderboard;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What Redis runs as one for windows. */
final class WindowScripts {
    private static final ScriptSource SOURCE =
            new ScriptSource(WindowScripts.class::getResourceAsStream, Map.of(), Map.of());

    static final Script<Long> NOW = read("now");
    static final Script<Long> BEGIN = read("finalise_begin");
    static final Script<Long> KEEP = read("finalise_keep");
    static final Script<Long> END = read("finalise_end");

    private static final Map<BoardScripts, WindowScripts> MADE = new ConcurrentHashMap<>();

    /** Feeds all windows. */
    final Script<List<ScriptReply>> submit;

    final Script<List<ScriptReply>> ranks;
    final Script<List<ScriptReply>> remove;

    /** Those beside a board's, made once. */
    static WindowScripts of(BoardScripts boards) {
        return MADE.computeIfAbsent(boards, WindowScripts::new);
    }

    private WindowScripts(BoardScripts boards) {
        submit = boards.read("submit_windows", ScriptReply::slots);
        ranks = boards.read("ranks_windows", ScriptReply::slots);
        remove = boards.read("remove_windows", ScriptReply::slots);
    }

    private static Script<Long> read(String file) {
        return Script.read("leaderboard." + file, SOURCE.of(file), ScriptReply::integer);
    }
}
