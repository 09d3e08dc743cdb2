package dev.redkeep.ratelimit;

import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script answers, as its header says.
 *
 * @param taken how many permits were taken, from the limit that had fewest
 * @param each how each limit stands then, in the order of the keys
 */
record Counts(long taken, List<Count> each) {
    /** How a limit stands. */
    record Count(long free, long retryMicros, long resetMicros) {}

    static Counts of(ScriptReply reply) {
        List<ScriptReply> slots = reply.slots();
        List<Count> each = new ArrayList<>(slots.size() / 3);
        for (int i = 1; i + 2 < slots.size(); i += 3) {
            each.add(new Count(
                    slots.get(i).integer(),
                    slots.get(i + 1).integer(),
                    slots.get(i + 2).integer()));
        }
        return new Counts(slots.get(0).integer(), each);
    }

    /** As the answer to a request. */
    Decision decision(List<Limit> limits, long cost) {
        Outcome outcome = taken > 0
                ? Outcome.ALLOWED
                : limits.stream().anyMatch(limit -> cost > limit.capacity()) ? Outcome.IMPOSSIBLE : Outcome.REFUSED;
        return new Decision(outcome, taken, standings(limits, cost), false);
    }

    /** As the answer to a look: allowed if one permit could be had. */
    Decision standing(List<Limit> limits) {
        boolean allowed = each.stream().allMatch(count -> count.free >= 1);
        return new Decision(
                allowed ? Outcome.ALLOWED : Outcome.REFUSED, Math.max(0, taken), standings(limits, 1), false);
    }

    private List<Standing> standings(List<Limit> limits, long cost) {
        List<Standing> standings = new ArrayList<>(limits.size());
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            Count count = each.get(i);
            standings.add(new Standing(
                    limit,
                    count.free,
                    cost > limit.capacity() ? Standing.NEVER : duration(count.retryMicros),
                    duration(count.resetMicros)));
        }
        return standings;
    }

    private static Duration duration(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
