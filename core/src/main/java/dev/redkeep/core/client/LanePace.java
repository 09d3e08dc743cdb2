package dev.redkeep.core.client;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether those who wait for a lane yield or park. To wake a thread costs more than a server needs for a short command:
 * where answers come faster than that, all yield for a while. Where they do not (scripts, a network), threads that yield
 * take the processor from those that work, so that only one of them does.
 */
final class LanePace {
    /** The way there and back, which every round pays once, counted in commands. */
    private static final int WAY = 4;

    private static final long FAST_NANOS = 7_000;

    private final AtomicBoolean alone = new AtomicBoolean();
    private volatile boolean fast = true;
    /** The mean of the last rounds; the leader's. */
    private long nanosPerCommand;

    /** By the leader: what a round took that was read to its end. */
    void tell(int commands, long nanos) {
        nanosPerCommand += (nanos / (commands + WAY) - nanosPerCommand) / 8;
        boolean now = nanosPerCommand < FAST_NANOS;
        if (now != fast) {
            fast = now;
        }
    }

    /** How many commands the server answers in about this time; at least 1. It answers a batch only when all of it ran. */
    int commandsIn(long nanos) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / Math.max(1, nanosPerCommand)));
    }

    /** Whether this caller may yield; {@link #end} must follow if so. */
    boolean begin() {
        return fast || alone.compareAndSet(false, true);
    }

    /** One who began while all might yields on beside the one alone, for that short while. */
    void end() {
        if (alone.get()) {
            alone.set(false);
        }
    }
}
