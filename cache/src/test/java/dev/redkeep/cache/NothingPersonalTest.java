package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must not stand in logs. */
@Timeout(60)
class NothingPersonalTest extends OnRedis {
    @Test
    void what_was_found_does_not_show_the_value() {
        assertThat(new Lookup<>(Optional.of("ann@example.com"), Lookup.Origin.REDIS, true, false))
                .hasToString("Lookup[present=true, origin=REDIS, stale=true, degraded=false]");
    }

    @Test
    void a_refresh_that_fails_is_logged_without_the_loader_s_message() {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        CacheOptions options =
                options().staleFor(Duration.ofMinutes(5)).loadsOn(threads).build();
        LoadingCache<String, String> cache =
                cache(one, PLAIN.timeToLive(Duration.ofMillis(300)), options, key -> "Ann");
        cache.get("ann");
        CacheLoader<String, String> failing = key -> {
            throw new IllegalStateException("no row for ann@example.com");
        };
        String log = Log.of(() -> {
            await().until(() ->
                    cache.get("ann", failing).isPresent() && cache.stats().loadFailures() > 0);
            threads.shutdown();
            await().until(() -> threads.awaitTermination(1, TimeUnit.SECONDS));
        });
        assertThat(log)
                .contains("A value was not loaded anew: java.lang.IllegalStateException")
                .doesNotContain("example.com");
    }
}
