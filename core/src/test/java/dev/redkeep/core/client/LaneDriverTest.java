package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that leads for those who cannot: whatever happens to it, the work that it was given is done. */
@Timeout(300)
class LaneDriverTest {
    private final AtomicInteger led = new AtomicInteger();

    private void awaitLed(int times) {
        await().pollDelay(Duration.ZERO)
                .atMost(GENEROUS)
                .untilAsserted(() -> assertThat(led).hasValue(times));
    }

    @Test
    void it_goes_on_after_an_error() {
        LaneDriver driver = new LaneDriver("failing", () -> {
            if (led.incrementAndGet() == 1) {
                throw new OutOfMemoryError("of a test");
            }
        });
        String log = Log.of(() -> {
            driver.start();
            driver.lead();
            awaitLed(1);
            driver.lead();
            awaitLed(2);
        });
        assertThat(log).contains("The leader of failing failed").contains("OutOfMemoryError: of a test");
        assertThat(driver.alive()).isTrue();
        driver.stop();
    }

    @Test
    void what_comes_after_its_end_is_led_by_who_brings_it() {
        LaneDriver driver = new LaneDriver("ended", led::incrementAndGet);
        driver.start();
        driver.stop();
        await().atMost(GENEROUS).until(() -> !driver.alive());
        driver.lead();
        assertThat(led).hasValue(1);
    }

    @Test
    void what_comes_while_it_is_stopped_is_led_once() throws Exception {
        for (int i = 1; i <= 2_000; i++) {
            LaneDriver driver = new LaneDriver("stopped", led::incrementAndGet);
            driver.start();
            CompletableFuture<Void> leading = CompletableFuture.runAsync(driver::lead);
            driver.stop();
            leading.get(120, TimeUnit.SECONDS);
            awaitLed(i);
        }
    }

    @Test
    void it_may_stop_itself() {
        LaneDriver[] driver = new LaneDriver[1];
        driver[0] = new LaneDriver("itself", () -> {
            driver[0].stop();
            led.incrementAndGet();
        });
        driver[0].start();
        driver[0].lead();
        awaitLed(1);
        await().atMost(GENEROUS).until(() -> !driver[0].alive());
    }
}
