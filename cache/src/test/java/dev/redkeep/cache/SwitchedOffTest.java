package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwitchedOffTest extends OnRedis {
    @Test
    void a_cache_that_is_switched_off_loads_each_time_and_sends_nothing(RedisServer server) {
        try (Redis redis = Redis.connect(RedisOptions.fromEnvironment(
                Map.of("REDIS_ADDR", server.uri().toString(), "REDIS_CACHE_ENABLED", "false")))) {
            long before = redis.stats().operations();
            LoadingCache<String, String> cache =
                    cache(redis, PLAIN, options().build(), name -> name.equals("ann") ? "Ann" : null);

            assertThat(cache.get("ann")).contains("Ann");
            assertThat(cache.lookUp("ann").hit()).isFalse();
            assertThat(cache.lookUp("bob").degraded()).isFalse();
            assertThat(cache.getAll(List.of("ann", "bob"))).containsExactly(Map.entry("ann", "Ann"));
            cache.put("ann", "Anna");
            cache.write("ann", "Anna", (name, value) -> {});
            cache.invalidate("ann");
            cache.clear();
            assertThat(cache.getIfPresent("ann")).isEmpty();
            assertThat(cache.getAllPresent(List.of("ann"))).isEmpty();

            List<String> names = List.of("ann", "bob");
            assertThat(cache.warm(names.iterator(), WarmingOptions.defaults()).position())
                    .isZero();

            assertThat(cache.stats().loads()).isEqualTo(5);
            assertThat(redis.stats().operations()).isEqualTo(before);
            assertThat(raw.keys("*")).isEmpty();
            assertThatThrownBy(() -> cache.get("")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
