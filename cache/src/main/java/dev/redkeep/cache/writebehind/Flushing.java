package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.writebehind.WriteBehindScripts.Hastened;
import dev.redkeep.core.client.RedisException;
import java.util.concurrent.TimeUnit;

/** Has what was put written before it is due, and waits for it. Safe to share between threads. */
final class Flushing {
    private static final long FIRST_LOOK_MILLIS = 5;
    private static final long LAST_LOOK_MILLIS = 50;

    private final QueueCalls calls;
    private final Alarm alarm;

    Flushing(QueueCalls calls, Alarm alarm) {
        this.calls = calls;
        this.alarm = alarm;
    }

    /** How many keys are left of those that had a change open when it was called. */
    long flush(long until) throws InterruptedException {
        try {
            return hastenAndWait(until);
        } catch (RedisException failure) {
            if (Thread.interrupted()) { // the client keeps the flag, and calls it unavailable
                throw new InterruptedException();
            }
            throw failure;
        }
    }

    private long hastenAndWait(long until) throws InterruptedException {
        long upTo = hasten(until);
        long left = calls.left(upTo);
        for (long look = FIRST_LOOK_MILLIS;
                left > 0 && millisTo(until) > 0;
                look = Math.min(LAST_LOOK_MILLIS, look * 2)) {
            Thread.sleep(Math.min(look, millisTo(until)));
            left = calls.left(upTo);
        }
        return left;
    }

    /** The last version that was given before. */
    private long hasten(long until) {
        Hastened hastened = calls.hasten(0);
        long upTo = hastened.version();
        int passed = hastened.passed();
        alarm.ring(0);
        while (hastened.more() && millisTo(until) > 0) {
            hastened = calls.hasten(passed);
            passed += hastened.passed();
            alarm.ring(0);
        }
        return upTo;
    }

    private static long millisTo(long until) {
        return TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    }
}
