package dev.redkeep.ratelimit;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptSource;
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
    private final String file;

    RateLimitScripts(List<Limit> limits) {
        this(limits, "time");
    }

    /** With another clock than the server's: the prelude of a test. */
    RateLimitScripts(List<Limit> limits, String clock) {
        List<String> algorithms =
                limits.stream().map(RateLimitScripts::prelude).distinct().toList();
        source = new ScriptSource(
                RateLimitScripts.class::getResourceAsStream,
                Map.of("time", List.of(clock), "algorithm", algorithms, "algorithms", algorithms),
                Map.of(
                        "algorithm", algorithms.get(0),
                        "look", functions(limits, "look"),
                        "wait", functions(limits, "wait"),
                        "take", functions(limits, "take")));
        file = limits.size() == 1 ? "acquire" : "acquire_all";
        acquire = read("acquire");
        peek = read("peek");
        refund = read("refund");
        penalise = read("penalise");
    }

    private Script<Counts> read(String operation) {
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
