package dev.redkeep.ratelimit;

/** Models of what comes back evenly, up to a burst. */
final class BurstModels {
    private BurstModels() {}

    static final class Gcra extends AlgorithmModel {
        private long full;

        @Override
        double look(long now, double span, long most) {
            full = Math.min(full, now + most * (long) span);
            return Math.floorDiv(most * (long) span - left(now), (long) span);
        }

        private long left(long now) {
            return Math.max(0, full - now);
        }

        @Override
        long wait(long now, double span, long most, long permits) {
            return Math.max(0, left(now) - (most - permits) * (long) span);
        }

        @Override
        void take(long now, double span, long most, long permits) {
            full = now + left(now) + permits * (long) span;
            full = full > now ? full : 0;
        }
    }

    static final class TokenBucket extends AlgorithmModel {
        private boolean present;
        private double tokens;
        private long last;

        @Override
        double look(long now, double span, long most) {
            if (present && last > now) {
                tokens = Math.min((double) most, tokens);
                last = now;
            }
            return present ? Math.min((double) most, tokens + (now - last) / span) : most;
        }

        @Override
        long wait(long now, double span, long most, long permits) {
            if (!present) {
                return 0;
            }
            long wait = (long) Math.ceil((permits - tokens) * span);
            wait += tokens + wait / span < permits ? 1 : 0;
            return Math.max(0, wait - (now - last));
        }

        @Override
        void take(long now, double span, long most, long permits) {
            tokens = look(now, span, most) - permits;
            last = now;
            present = tokens < most;
        }
    }
}
