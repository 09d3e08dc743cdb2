package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.writebehind.WriteBehindScripts.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Asks Redis for changes that are due, and says when to ask again. For one thread at a time. */
final class Claims {
    /** As long as an operation takes at most, by default. */
    private static final Duration LONGEST_BEGIN = Duration.ofSeconds(5);

    private final QueueCalls calls;
    private final Duration begin;
    private final Duration lasts;
    private final Outage outage;
    private final Alarm alarm;
    private final QueueReport report;
    private final Pause away = new Pause(Duration.ofMillis(20), Duration.ofSeconds(1));

    Claims(QueueCalls calls, Duration lease, Outage outage, Alarm alarm, QueueReport report) {
        this.calls = calls;
        this.begin = lease.compareTo(LONGEST_BEGIN) < 0 ? lease : LONGEST_BEGIN;
        this.lasts = lease.plus(begin);
        this.outage = outage;
        this.alarm = alarm;
        this.report = report;
    }

    /**
     * Nothing while the database is away and not to be asked. Never throws: a thread that dies of what Redis answers would not be
     * there when it is well again.
     */
    Optional<ClaimedChanges> next() {
        Duration pause = outage.left();
        if (!pause.isZero()) {
            alarm.ring(pause.toMillis() + 1);
            return Optional.empty();
        }
        try {
            ClaimedChanges claim = claim();
            away.worked();
            return claim.entries().isEmpty() ? Optional.empty() : Optional.of(claim);
        } catch (RuntimeException failure) {
            report.redisFailed(failure);
            alarm.ring(away.failed().toMillis());
            return Optional.empty();
        }
    }

    /** Counts from before it asks, so that a writer who is called in time has the whole lease before the claim ends there. */
    private ClaimedChanges claim() {
        String token = UUID.randomUUID().toString();
        long beginBy = System.nanoTime() + begin.toNanos();
        Found found = calls.claim(token, lasts);
        report.lost(found.lost());
        report.setAside(found.aside(), Poisoned.CLAIM_ENDED);
        if (found.next() >= 0) {
            alarm.ring(Math.max(1, found.next()));
        }
        return new ClaimedChanges(token, beginBy, found.entries());
    }
}
