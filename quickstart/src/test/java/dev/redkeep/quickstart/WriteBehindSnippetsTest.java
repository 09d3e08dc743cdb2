package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.cache.writebehind.Backlog;
import dev.redkeep.cache.writebehind.Change;
import dev.redkeep.cache.writebehind.Flushed;
import dev.redkeep.cache.writebehind.Poisoned;
import dev.redkeep.cache.writebehind.WriteBehind;
import dev.redkeep.cache.writebehind.WriteBehindOptions;
import dev.redkeep.cache.writebehind.WriteBehindSchema;
import dev.redkeep.cache.writebehind.WriteBehindStats;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class WriteBehindSnippetsTest {
    /** Stands for a database; a negative count is no count. */
    private static final class Database {
        final Map<String, Long> rows = new ConcurrentHashMap<>();

        void saveAll(List<Change<String, Long>> batch) {
            for (Change<String, Long> change : batch) {
                if (change.value().orElse(0L) < 0) {
                    throw new IllegalArgumentException("negative");
                }
                change.value().ifPresentOrElse(value -> rows.put(change.key(), value), () -> rows.remove(change.key()));
            }
        }
    }

    private final Database database = new Database();
    private final List<String> logged = new ArrayList<>();
    private Redis redis;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void use() throws InterruptedException {
        // snippet: write-behind-open
        WriteBehindSchema<String, Long> schema = new WriteBehindSchema<>("views", Codec.string(), Codec.longs());
        WriteBehind<String, Long> views = WriteBehind.on(
                redis,
                schema,
                WriteBehindOptions.builder()
                        .delay(Duration.ofMinutes(1)) // what is put meanwhile takes the place of what was
                        .batch(500)
                        .parallel(2)
                        .build(),
                batch -> database.saveAll(batch)); // throws if not all was committed
        // end
        try (views) {
            database.rows.put("article:8", 3L);
            // snippet: write-behind-use
            long version = views.put("article:7", 120L);
            views.delete("article:8"); // the writer gets a change without a value
            Optional<Change<String, Long>> own = views.pending("article:7"); // ask this first, then the database
            Flushed flushed = views.flush(Duration.ofMinutes(1)); // all that was put before, by whatever process
            // end
            assertThat(own.orElseThrow().version()).isEqualTo(version);
            assertThat(flushed.complete()).isTrue();
            assertThat(database.rows).containsOnly(Map.entry("article:7", 120L));
            // snippet: write-behind-watch
            Backlog backlog = views.backlog(); // of all processes, one round trip
            Duration lag = backlog.oldest();
            WriteBehindStats stats = views.stats(); // of this one, none
            // end
            assertThat(lag).isZero();
            assertThat(stats.puts()).isEqualTo(2);
            views.close(); // what was written is counted when Redis' answer is there, which a flush does not wait for
            assertThat(views.stats().written()).isEqualTo(2);
        }
    }

    @Test
    void poisoned() throws InterruptedException {
        WriteBehindOptions once = WriteBehindOptions.builder()
                .tries(1)
                .retryAfter(Duration.ofMillis(1), Duration.ofMillis(1))
                .build();
        try (WriteBehind<String, Long> views = WriteBehind.on(
                redis, new WriteBehindSchema<>("views", Codec.string(), Codec.longs()), once, database::saveAll)) {
            views.put("article:9", -1L);
            assertThat(views.flush(Duration.ofMinutes(1)).complete()).isTrue();
            // snippet: write-behind-poisoned
            for (Poisoned<String> poisoned : views.poisoned(100)) {
                log(poisoned.reason() + " since " + poisoned.since()); // a class, such as java.sql.SQLDataException
                views.dropPoisoned(poisoned); // or retryPoisoned(poisoned); retryPoisoned() is for all
            }
            // end
            assertThat(logged)
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("java.lang.IllegalArgumentException since "));
            assertThat(views.backlog().setAside()).isZero();
        }
    }

    @Test
    void outage() {
        // snippet: write-behind-outage
        WriteBehindOptions patient = WriteBehindOptions.builder()
                .outage(failure -> failure instanceof IOException) // for JDBC perhaps SQLTransientException
                .build();
        // end
        assertThat(patient).isNotNull();
    }

    private void log(String line) {
        logged.add(line);
    }
}
