package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How many keys a hit reads, and what a cache cannot do that reads one only. */
class KeysReadTest extends OnRedis {
    private final Database database = new Database().with("ann", "Ann");

    private long keysRead() {
        return raw.info("stats")
                .lines()
                .filter(line -> line.startsWith("keyspace_hits:") || line.startsWith("keyspace_misses:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }

    private long keysOfAHit(CacheSchema<String, String> schema) {
        LoadingCache<String, String> cache = cache(one, schema, database);
        cache.get("ann");
        long hits = cache.stats().redisHits();
        long before = keysRead();
        assertThat(cache.get("ann")).contains("Ann");
        long keys = keysRead() - before;
        assertThat(cache.stats().redisHits()).isEqualTo(hits + 1);
        return keys;
    }

    @Test
    void a_hit_of_what_cannot_be_cleared_reads_one_key() {
        assertThat(keysOfAHit(PLAIN)).isEqualTo(2);
        assertThat(keysOfAHit(PLAIN.notClearable())).isEqualTo(1);
        assertThat(keysOfAHit(PLAIN.notClearable().clearable())).isEqualTo(2);
        assertThat(keysOfAHit(PLAIN.notClearable().groupedBy(key -> "g"))).isEqualTo(2);
        assertThat(keysOfAHit(documented())).isEqualTo(1);
    }

    @Test
    void what_cannot_be_cleared_says_so() {
        LoadingCache<String, String> cache = cache(one, PLAIN.notClearable(), database);
        assertThatThrownBy(cache::clear)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Remedy: clearable(), or no notClearable(), in all processes");
    }
}
