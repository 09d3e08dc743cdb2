package dev.redkeep.leaderboard;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What Redis runs as one for boards of some options. What it tells is read by {@link BoardReplies}. */
final class BoardScripts {
    final Script<List<ScriptReply>> submit;
    final Script<List<ScriptReply>> ranks;
    final Script<List<ScriptReply>> among;
    final Script<List<ScriptReply>> page;
    final Script<List<ScriptReply>> after;
    final Script<List<ScriptReply>> around;
    final Script<List<ScriptReply>> between;
    final Script<List<ScriptReply>> ranked;
    final Script<ScriptReply> gap;
    final Script<Long> rankWith;
    final Script<Long> remove;
    final Script<List<ScriptReply>> trim;
    final Script<Long> clear;
    final Script<Boolean> describe;

    private static final Map<Form, BoardScripts> MADE = new ConcurrentHashMap<>();

    private final ScriptSource source;

    /** What the scripts of some options differ in: nine forms, since with moments the lowest is always the best. */
    private record Form(boolean lowest, boolean earliest, Ties ties) {
        static Form of(LeaderboardOptions options) {
            boolean lowest =
                    options.order() == Order.LOW_FIRST || Scores.of(options).negated();
            return new Form(lowest, options.tieBreak() == TieBreak.EARLIEST, options.ties());
        }
    }

    /** Those of the options, made once: to read and to hash them takes longer than many calls. */
    static BoardScripts of(LeaderboardOptions options) {
        return MADE.computeIfAbsent(Form.of(options), BoardScripts::new);
    }

    private BoardScripts(Form form) {
        boolean dense = form.ties() == Ties.DENSE;
        source = new ScriptSource(
                BoardScripts.class::getResourceAsStream,
                Map.of(
                        "order", List.of(form.lowest() ? "order_low" : "order_high"),
                        "field", List.of(form.earliest() ? "field_earliest" : "field_plain"),
                        "ties", List.of("ties_" + form.ties().name().toLowerCase(Locale.ROOT)),
                        "beside", List.of(form.earliest() || dense ? "beside" : "beside_nothing")),
                // Where beside a board, among its keys, is what ranks need: moments first, then scores and counts.
                Map.of("first", form.earliest() ? "2" : "3", "last", dense ? "4" : "2"));
        submit = read("submit", ScriptReply::slots);
        ranks = read("ranks", ScriptReply::slots);
        among = read("among", ScriptReply::slots);
        page = read("page", ScriptReply::slots);
        after = read("after", ScriptReply::slots);
        around = read("around", ScriptReply::slots);
        between = read("between", ScriptReply::slots);
        ranked = read("ranked", ScriptReply::slots);
        gap = read("gap", reply -> reply);
        rankWith = read("rank_with", ScriptReply::integer);
        remove = read("remove", ScriptReply::integer);
        trim = read("trim", ScriptReply::slots);
        clear = read("clear", ScriptReply::integer);
        describe = read("describe", ScriptReply::flag);
    }

    <R> Script<R> read(String file, ReplyMapping<R> reply) {
        return Script.read("leaderboard." + file, source.of(file), reply);
    }
}
