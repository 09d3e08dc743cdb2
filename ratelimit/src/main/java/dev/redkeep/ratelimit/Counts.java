package dev.redkeep.ratelimit;

import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a script answers, as its header says.
 *
 * @param taken how many permits were taken, from the limit that had fewest
 * @param each how each limit stands then, in the order of the keys
 * @param at when that was, by the server's clock
 */
record Counts(long taken, List<Count> each, Instant at) {
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
        return new Counts(
                slots.get(0).integer(),
                each,
                instant(slots.get(slots.size() - 1).integer()));
    }

    /** As the answer to a request. */
    Decision decision(List<Limit> limits, long cost) {
        Outcome outcome =
                taken > 0 ? Outcome.ALLOWED : Standings.impossible(limits, cost) ? Outcome.IMPOSSIBLE : Outcome.REFUSED;
        return new Decision(outcome, taken, standings(limits, cost), false, grantedAt());
    }

    /** As the answer to a look: allowed if one permit could be had. */
    Decision standing(List<Limit> limits) {
        boolean allowed = each.stream().allMatch(count -> count.free >= 1);
        return new Decision(
                allowed ? Outcome.ALLOWED : Outcome.REFUSED, taken, standings(limits, 1), false, grantedAt());
    }

    /**
     * As the answer to a refund of all that was granted but some permits. What had come back by itself was taken off that refund;
     * so that the rest's refund does not take it off again, the rest counts from now on, unless there was not so much to give
     * back. A window, or a log, knows its permits by when they were taken.
     */
    Decision rest(List<Limit> limits, Decision granted, long permits) {
        List<Instant> since = new ArrayList<>(limits.size());
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            Instant taken = granted.grantedAt().get(i);
            long elapsed = micros(at) - micros(taken);
            boolean deducted =
                    limit.algorithm().bursts() && elapsed >= 0 && elapsed < limit.micros(granted.granted() - permits);
            since.add(deducted ? at : taken);
        }
        Decision standing = standing(limits);
        return new Decision(standing.outcome(), permits, standing.standings(), false, since);
    }

    private List<Standing> standings(List<Limit> limits, long cost) {
        List<Standing> standings = new ArrayList<>(limits.size());
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            Count count = each.get(i);
            Duration reset = duration(count.resetMicros);
            standings.add(
                    cost > limit.capacity()
                            ? Standing.never(limit, count.free, reset)
                            : new Standing(limit, count.free, duration(count.retryMicros), reset));
        }
        return standings;
    }

    private List<Instant> grantedAt() {
        return taken > 0 ? Collections.nCopies(each.size(), at) : List.of();
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    /** Since the epoch. */
    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private static Duration duration(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
