package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    /** A timer begins anywhere. */
    private final AtomicLong millis = new AtomicLong(-5 * HOUR);

    private final ServerClock clock = new ServerClock(() -> TimeUnit.MILLISECONDS.toNanos(millis.get()), 1_000);

    /** An answer that took so long, of a server that is so far ahead of the timer. */
    private void answer(long took, long ahead) {
        long asked = clock.timer();
        millis.addAndGet(took);
        clock.learn(asked, asked + took / 2 + ahead);
    }

    private ServerClock.Bounds present() {
        return clock.present().orElseThrow();
    }

    @Test
    void nothing_is_known_until_a_server_told() {
        assertThat(clock.present()).isEmpty();
        answer(1_001, HOUR);
        assertThat(clock.present()).as("too slow to be of use").isEmpty();
        answer(10, HOUR);
        assertThat(clock.present()).isPresent();
    }

    @Test
    void the_present_is_within_the_bounds_and_they_are_as_wide_as_the_answer_was_slow() {
        answer(10, 7 * HOUR);
        millis.addAndGet(20_000);

        long present = millis.get() + 7 * HOUR;
        assertThat(present).isBetween(present().earliest(), present().latest());
        assertThat(present().latest() - present().earliest()).isLessThanOrEqualTo(13);
    }

    @Test
    void servers_that_differ_are_all_within_the_bounds() {
        answer(2, 0);
        answer(2, HOUR);
        assertThat(present().earliest()).isLessThanOrEqualTo(millis.get());
        assertThat(present().latest()).isGreaterThanOrEqualTo(millis.get() + HOUR);
    }

    @Test
    void what_one_server_told_is_kept_for_half_a_minute_at_least_and_then_forgotten() {
        answer(2, 0);
        for (int i = 0; i < 29; i++) {
            millis.addAndGet(1_000);
            answer(2, HOUR);
            assertThat(present().earliest()).isLessThanOrEqualTo(millis.get());
        }
        for (int i = 0; i < 70; i++) {
            millis.addAndGet(1_000);
            answer(2, HOUR);
        }
        assertThat(present().earliest()).isGreaterThan(millis.get() + HOUR - 10);
        millis.addAndGet(2 * ServerClock.KEPT_MILLIS);
        assertThat(clock.present()).isEmpty();
    }
}
