package dev.redkeep.quickstart;

import dev.redkeep.cache.writebehind.Change;
import dev.redkeep.cache.writebehind.WriteBehind;
import dev.redkeep.cache.writebehind.WriteBehindKeys;
import dev.redkeep.cache.writebehind.WriteBehindOptions;
import dev.redkeep.cache.writebehind.WriteBehindSchema;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Many changes at the speed of Redis become few in the database. */
final class WriteBehindStep implements Step {
    private static final String QUEUE = "quickstart";

    @Override
    public String title() {
        return "Write-behind";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        Map<String, Long> database = new ConcurrentHashMap<>();
        AtomicInteger calls = new AtomicInteger();
        WriteBehindSchema<String, Long> schema = new WriteBehindSchema<>(QUEUE, Codec.string(), Codec.longs());
        WriteBehindOptions options =
                WriteBehindOptions.builder().delay(Duration.ofMinutes(1)).build();
        WriteBehind<String, Long> views = WriteBehind.on(tour.redis(), schema, options, batch -> {
            calls.incrementAndGet();
            for (Change<String, Long> change : batch) {
                database.put(change.key(), change.value().orElse(0L));
            }
        });
        try (views) {
            for (long view = 1; view <= 100; view++) {
                views.put("page 1", view);
            }
            views.put("page 2", 7L);
            notes.add("put", "page 1 a hundred times, page 2 once; in the database are " + database.size() + " pages");
            notes.add(
                    "pending",
                    "page 1 has "
                            + views.pending("page 1").orElseThrow().value().orElseThrow() + " views in Redis");
        }
        notes.add("close", "flushes: the database has " + new TreeMap<>(database) + ", by " + calls + " call(s)");
        forgetVersion(tour);
    }

    /** Nothing waits any more; and the tour leaves no key that never expires. */
    private static void forgetVersion(Tour tour) {
        Key version = WriteBehindKeys.VERSION.key(QUEUE);
        tour.redis().execute("quickstart.forget", version, commands -> commands.unlink(version.bytes()));
        tour.wrote(version, WriteBehindKeys.ENTRIES.key(QUEUE));
    }
}
