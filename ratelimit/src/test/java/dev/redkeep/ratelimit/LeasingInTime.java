package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Leases of 20 permits over limits of a thousand, by a clock that the test moves. */
abstract class LeasingInTime {
    static final Subject ALICE = Subject.client("alice");
    static final Limit THOUSAND = Limit.perSecond(1_000);
    static final Duration LEASE = Duration.ofMillis(20);

    final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(25));
    final Tally tally = new Tally();
    final PoolLimits pool = new PoolLimits(1_000, THOUSAND);
    final Limits leasing = Leasing.over(pool, LEASE, nanos::get, tally);

    /** Asks for 21 permits, so often that with the last of them a lease of 20 is taken. */
    void busy() {
        asksTwenty();
        passes(20);
        assertThat(take(1).allowed()).isTrue();
    }

    void asksTwenty() {
        for (int i = 0; i < 20; i++) {
            assertThat(take(1).allowed()).isTrue();
        }
    }

    /** What is held here. */
    long here() {
        return leasing.peek(ALICE).remaining() - pool.left;
    }

    Decision take(long cost) {
        return leasing.acquire(ALICE, cost, false);
    }

    void passes(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
