package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.writebehind.WriteBehindScripts.Settled;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisPermissionException;
import dev.redkeep.core.client.RedisScriptException;
import dev.redkeep.core.client.RedisWrongTypeException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Tells Redis what became of a claim, again and again while it is away: what was written need not be written again. */
final class Settling {
    private final QueueCalls calls;
    private final Alarm alarm;
    private final QueueReport report;

    Settling(QueueCalls calls, Alarm alarm, QueueReport report) {
        this.calls = calls;
        this.alarm = alarm;
        this.report = report;
    }

    void settle(ClaimedChanges claim, Outcomes outcomes, Duration untriedAfter, BooleanSupplier stopped) {
        Pause pause = new Pause(Duration.ofMillis(20), Duration.ofSeconds(1));
        boolean mayHaveRun = false;
        while (true) {
            try {
                report(outcomes, calls.settle(claim, outcomes.all(), untriedAfter), mayHaveRun);
                return;
            } catch (RuntimeException failure) {
                report.redisFailed(failure);
                mayHaveRun |= failure instanceof RedisException redis && redis.mayHaveRun();
                if (stopped.getAsBoolean() || !passes(failure) || !waited(pause.failed())) {
                    return;
                }
            }
        }
    }

    /** Whether it may be different the next time. If not, the claim ends by itself. */
    private static boolean passes(RuntimeException failure) {
        return failure instanceof RedisException
                && !(failure instanceof RedisWrongTypeException)
                && !(failure instanceof RedisPermissionException)
                && !(failure instanceof RedisScriptException);
    }

    private static boolean waited(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException stopping) {
            return false;
        }
    }

    /** What was settled by an earlier call whose answer was lost is not held any more, and still was no lost claim. */
    private void report(Outcomes outcomes, Settled settled, boolean mayHaveRun) {
        long written = outcomes.all().stream().filter(Outcomes.WRITTEN::equals).count();
        if (!mayHaveRun) {
            report.lost(settled.lost().size());
            written -= settled.lost().stream()
                    .filter(place -> outcomes.get(place).equals(Outcomes.WRITTEN))
                    .count();
        }
        report.tally.written.add(written);
        Map<String, Integer> aside = new TreeMap<>();
        settled.aside().forEach(place -> aside.merge(outcomes.get(place), 1, Integer::sum));
        aside.forEach((reason, count) -> report.setAside(count, reason));
        if (settled.again() > 0) {
            alarm.ring(0);
        }
    }
}
