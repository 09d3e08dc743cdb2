package dev.redkeep.quickstart;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A page is loaded once, found again, changed, and never seen old. */
final class CacheStep implements Step {
    /** What is cached. */
    record Page(long id, String title) {}

    private static final KeyPattern1<Long> PAGE = KeyPattern.of("quickstart:page:{id}", number())
            .string()
            .ttl(TtlPolicy.between(Duration.ofSeconds(1), Duration.ofHours(1)))
            .owner("quickstart");

    private static final CacheSchema<Long, Page> SCHEMA =
            CacheSchema.of(PAGE, Codec.json(Page.class)).timeToLive(Duration.ofMinutes(10));

    /** Where it is cached. */
    static final List<KeyPattern> KEYS = SCHEMA.patterns();

    @Override
    public String title() {
        return "Caching";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        Map<Long, Page> database = new ConcurrentHashMap<>(Map.of(1L, new Page(1, "One"), 2L, new Page(2, "Two")));
        AtomicInteger loads = new AtomicInteger();
        CacheOptions options =
                CacheOptions.builder().deadline(Duration.ofSeconds(5)).build(); // the first call on a cold machine
        try (LoadingCache<Long, Page> pages = Cache.on(tour.redis(), SCHEMA, options, id -> {
            loads.incrementAndGet();
            return database.get(id);
        })) {
            pages.clear();
            notes.add(
                    "get",
                    pages.get(1L).orElseThrow().title() + ", from the "
                            + pages.lookUp(1L).origin() + " now");
            notes.add("getAll", pages.getAll(List.of(1L, 2L, 3L)).size() + " of 3 exist; " + loads + " loads in all");
            database.put(1L, new Page(1, "Uno"));
            pages.invalidate(1L);
            notes.add("invalidate", "then get: " + pages.get(1L).orElseThrow().title());
            notes.add(
                    "stats",
                    pages.stats().redisHits() + " hits, " + pages.stats().misses() + " misses");
            tour.wrote(PAGE.key(1L), PAGE.key(2L));
        }
    }
}
