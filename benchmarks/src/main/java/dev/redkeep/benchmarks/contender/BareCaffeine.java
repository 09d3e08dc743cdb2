package dev.redkeep.benchmarks.contender;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The measure of local hits: Caffeine and nothing else, with the bounds that the others have. */
final class BareCaffeine {
    private final Cache<Long, String> values = Caffeine.newBuilder()
            .maximumWeight(Data.LOCAL_BYTES)
            .weigher((Long key, String value) -> value.length())
            .expireAfterWrite(Data.LOCAL_AGE)
            .build();

    void fill() {
        for (long n = 0; n < Data.VALUES; n++) {
            values.put(n, Data.kilo());
        }
    }

    Object read() {
        String value = values.getIfPresent(Data.any(Data.VALUES));
        if (value == null) { // its time is over, in a long run
            fill();
            return this;
        }
        return value;
    }
}
