package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Standings that are known or worked out without asking. */
final class Standings {
    private Standings() {}

    /** Of a subject that has used nothing. */
    static List<Standing> full(List<Limit> limits) {
        return limits.stream()
                .map(limit -> new Standing(limit, limit.capacity(), Duration.ZERO, Duration.ZERO))
                .toList();
    }

    /** Of a subject that gets nothing for a while. */
    static List<Standing> empty(List<Limit> limits, Duration wait) {
        return limits.stream().map(limit -> new Standing(limit, 0, wait, wait)).toList();
    }

    /** Whether a request asks for more than a limit ever has. */
    static boolean impossible(List<Limit> limits, long cost) {
        for (int i = 0; i < limits.size(); i++) {
            if (cost > limits.get(i).capacity()) {
                return true;
            }
        }
        return false;
    }

    /** As they are, with no end of the wait at limits that never have so much. */
    static List<Standing> never(List<Standing> standings, long cost) {
        return standings.stream()
                .map(each -> cost > each.limit().capacity()
                        ? Standing.never(each.limit(), each.remaining(), each.resetAfter())
                        : each)
                .toList();
    }

    /** As they are some nanoseconds later, for all that can be said without asking: no permit is told that may not be there. */
    static List<Standing> later(List<Standing> standings, long nanos) {
        if (standings.size() == 1) {
            return List.of(later(standings.get(0), nanos));
        }
        List<Standing> later = new ArrayList<>(standings.size());
        for (int i = 0; i < standings.size(); i++) {
            later.add(later(standings.get(i), nanos));
        }
        return later;
    }

    private static Standing later(Standing now, long nanos) {
        return new Standing(
                now.limit(),
                now.remaining(),
                now.retryAfter().map(wait -> shorter(wait, nanos)),
                shorter(now.resetAfter(), nanos));
    }

    /** With permits more at each limit, of a request that was refused all the same. */
    static List<Standing> plus(List<Standing> standings, long permits) {
        return standings.stream()
                .map(each -> new Standing(each.limit(), more(each, permits), each.retryAfter(), each.resetAfter()))
                .toList();
    }

    /** With permits more at each limit, of a request that was allowed. */
    static List<Standing> allowed(List<Standing> standings, long permits) {
        return standings.stream().map(each -> allowed(each, permits, 0)).toList();
    }

    /** With permits more, of a request that is allowed some nanoseconds later. */
    static Standing allowed(Standing standing, long permits, long nanos) {
        return new Standing(
                standing.limit(), more(standing, permits), Duration.ZERO, shorter(standing.resetAfter(), nanos));
    }

    private static long more(Standing standing, long permits) {
        return Math.min(standing.limit().capacity(), standing.remaining() + permits);
    }

    /** The fewest permits that a limit has left. */
    static long remaining(List<Standing> standings) {
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < standings.size(); i++) {
            fewest = Math.min(fewest, standings.get(i).remaining());
        }
        return fewest;
    }

    /** To the microsecond, rounded up. */
    static Duration micros(long nanos) {
        return nanos <= 0 ? Duration.ZERO : Duration.ofNanos((nanos + 999) / 1_000 * 1_000);
    }

    private static Duration shorter(Duration time, long nanos) {
        return time.isZero() ? time : micros(time.toNanos() - nanos);
    }
}
