package dev.redkeep.ratelimit;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What Redis runs as one for some limits: one script, which holds the algorithms of just these. */
final class RateLimitScripts {
    final Script<Counts> acquire;
    final Script<Counts> peek;
    final Script<Counts> refund;
    final Script<Counts> penalise;

    private final ScriptSource source;

    RateLimitScripts(List<Limit> limits) {
        this(limits, "time");
    }

    /** With another clock than the server's: the prelude of a test. */
    RateLimitScripts(List<Limit> limits, String clock) {
        List<String> algorithms =
                limits.stream().map(RateLimitScripts::prelude).distinct().toList();
        List<String> preludes = new ArrayList<>(algorithms);
        if (!algorithms.equals(List.of("gcra"))) {
            preludes.add(0, "other_type"); // a string is overwritten whatever it was
        }
        List<String> gives = algorithms.stream().map(name -> name + "_give").toList();
        source = new ScriptSource(
                RateLimitScripts.class::getResourceAsStream,
                Map.of("time", List.of(clock), "algorithm", preludes, "algorithms", preludes, "gives", gives),
                Map.of(
                        "algorithm", algorithms.get(0),
                        "look", functions(limits, "look"),
                        "wait", functions(limits, "wait"),
                        "take", functions(limits, "take"),
                        "give", functions(limits, "give")));
        String file = limits.size() == 1 ? "acquire" : "acquire_all";
        acquire = read("acquire", file);
        peek = read("peek", file);
        refund = read("refund", "refund");
        penalise = read("penalise", file);
    }

    private Script<Counts> read(String operation, String file) {
        return Script.read("ratelimit." + operation, source.of(file), Counts::of);
    }

    private static String prelude(Limit limit) {
        return limit.algorithm().name().toLowerCase(Locale.ROOT);
    }

    /** One function for each limit, in their order. */
    private static String functions(List<Limit> limits, String what) {
        return limits.stream().map(limit -> prelude(limit) + "_" + what).collect(Collectors.joining(", "));
    }
}
