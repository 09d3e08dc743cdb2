package dev.redkeep.ratelimit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Models of what comes back when a window is over. */
final class WindowModels {
    private WindowModels() {}

    static final class SlidingWindowLog extends AlgorithmModel {
        private final List<Long> log = new ArrayList<>();

        @Override
        double look(long now, double span, long most) {
            log.replaceAll(taken -> Math.min(taken, now));
            return Math.max(0, most - live(now, span).size());
        }

        private List<Long> live(long now, double span) {
            return log.stream().filter(taken -> taken > now - (long) span).toList();
        }

        @Override
        long wait(long now, double span, long most, long permits) {
            List<Long> live = live(now, span);
            long over = live.size() - (most - permits);
            return over <= 0 ? 0 : live.get((int) over - 1) + (long) span - now;
        }

        @Override
        void take(long now, double span, long most, long permits) {
            int live = live(now, span).size();
            if (permits > 0) {
                log.subList(0, log.size() - live).clear();
                log.addAll(Collections.nCopies((int) permits, now));
            } else if (live + permits <= 0) {
                log.clear();
            } else {
                log.subList(log.size() + (int) permits, log.size()).clear();
            }
        }
    }

    static final class SlidingWindowCounter extends AlgorithmModel {
        private record Windows(long start, long current, long previous) {
            Windows at(long now, long span, long most) {
                Windows next = now - start >= 2 * span
                        ? new Windows(now, 0, 0)
                        : now - start >= span
                                ? new Windows(start + span, 0, Math.min(current, most))
                                : new Windows(start, Math.min(current, most), Math.min(previous, most));
                return next.current + next.previous == 0 ? new Windows(now, 0, 0) : next;
            }

            double free(double left, double span, long most) {
                return Math.max(0, most - current - previous * left / span);
            }

            /** When so many can be had, if all goes on as it is. */
            long when(long permits, double span, long most) {
                double left = Math.floor((double) (most - permits - current) / previous * span);
                left -= free(left, span, most) < permits ? 1 : 0;
                return start + (long) span - (long) left;
            }
        }

        private Windows windows = new Windows(0, 0, 0);

        @Override
        double look(long now, double span, long most) {
            Windows held = windows.at(now, (long) span, most);
            if (held.start > now) {
                held = new Windows(now, held.current, held.previous);
                windows = held;
            }
            return held.free(held.start + span - now, span, most);
        }

        @Override
        long wait(long now, double span, long most, long permits) {
            Windows held = windows.at(now, (long) span, most);
            if (held.current > most - permits) {
                held = new Windows(held.start + (long) span, 0, held.current);
            }
            return held.previous == 0 ? 0 : Math.max(0, held.when(permits, span, most) - now);
        }

        @Override
        void take(long now, double span, long most, long permits) {
            Windows held = windows.at(now, (long) span, most);
            long current = held.current + permits;
            windows = new Windows(held.start, Math.max(0, current), Math.max(0, held.previous + Math.min(0, current)));
        }
    }

    static final class FixedWindow extends AlgorithmModel {
        private long start;
        private long count;

        @Override
        double look(long now, double span, long most) {
            if (now - start >= (long) span) {
                return most;
            }
            if (start > now) {
                start = now;
                count = Math.min(count, most);
            }
            return most - Math.min(count, most);
        }

        @Override
        long wait(long now, double span, long most, long permits) {
            return look(now, span, most) < permits ? start + (long) span - now : 0;
        }

        @Override
        void take(long now, double span, long most, long permits) {
            long before = most - (long) look(now, span, most);
            start = before == 0 ? now : start;
            count = Math.max(0, before + permits);
        }
    }
}
