package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sixty-four threads at a concurrency limit whose primary dies. A replica may lack the last leases, so those of both primaries
 * can be inside at once: at most twice the most, until the former have left or ended; and of those that the new one let in,
 * never more than the most. It may also have leases whose giving back it lacks: they end by themselves.
 */
@RedisTest
@Timeout(600)
class ConcurrencyRaceThroughFailoverTest {
    private static final int MOST = 5;
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** Who is inside with a lease that surely lasts, and how many of them there were at most. */
    private static final class Room {
        private final Map<Integer, Long> asked = new HashMap<>();
        private int highest;
        private int all;

        /** Whose process stands still may be inside for longer than the lease, which another has got by then. */
        synchronized void enter(int thread, long askedAt) {
            asked.put(thread, askedAt);
            long now = System.nanoTime();
            long holding = asked.values().stream()
                    .filter(at -> now - at < LEASE.toNanos())
                    .count();
            highest = Math.max(highest, (int) holding);
            all++;
        }

        synchronized void leave(int thread) {
            asked.remove(thread);
        }

        synchronized int highest() {
            return highest;
        }

        synchronized int all() {
            return all;
        }
    }

    private final Room either = new Room();
    private final Room anew = new Room();
    private volatile boolean dead;

    @Test
    void never_are_more_inside_than_both_primaries_let_in(SentinelGroup group) {
        try (Redis redis = Patient.connect(OnSentinel.options(group))) {
            RedisServer primary = group.primary();
            ConcurrencyLimiter limiter = ConcurrencyLimiter.on(
                    redis,
                    ConcurrencyOptions.builder("rl:race", MOST, LEASE)
                            .deadline(Duration.ofSeconds(2))
                            .onFailure(FailurePolicy.CLOSED)
                            .probeEvery(Duration.ofMillis(20))
                            .build());

            new Crowd().during(thread -> ask(limiter, thread), () -> {
                await().until(() -> either.all() > 200);
                primary.kill();
                dead = true;
                group.awaitFailoverFrom(primary);
                await().until(() -> anew.all() > 200);
            });

            assertThat(anew.highest()).isBetween(1, MOST);
            assertThat(either.highest()).isBetween(1, 2 * MOST);
            await().ignoreExceptionsInstanceOf(RedisException.class).until(() -> limiter.held("all") == 0);
        }
    }

    private boolean ask(ConcurrencyLimiter limiter, int thread) {
        boolean begunAnew = dead;
        long askedAt = System.nanoTime();
        try (Admission admission = limiter.tryAcquire("all")) {
            if (admission.allowed()) {
                either.enter(thread, askedAt);
                if (begunAnew) {
                    anew.enter(thread, askedAt);
                }
                admission.permit().orElseThrow().renew(); // a round trip, in which others may try to enter
                if (begunAnew) {
                    anew.leave(thread);
                }
                either.leave(thread);
            }
            return admission.allowed();
        }
    }
}
