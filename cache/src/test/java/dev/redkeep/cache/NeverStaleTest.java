package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/**
 * Random readers and writers of two clients, loaders that stop at random, and connections that break. After an invalidation returned, no
 * read that begins later gives what was there before it.
 */
@Timeout(300)
class NeverStaleTest extends OnRedis {
    private static final int KEYS = 20;
    private static final int THREADS = 8;
    private static final int STEPS = 800;

    /** A database that numbers its commits; and for each key the last commit whose invalidation has returned. */
    private static final class Rows {
        private final Map<String, String> rows = new ConcurrentHashMap<>();
        private final Map<String, Long> commits = new ConcurrentHashMap<>();
        private final Map<String, AtomicLong> floors = new ConcurrentHashMap<>();
        private final Map<String, ReadWriteLock> locks = new ConcurrentHashMap<>();
        private final AtomicLong next = new AtomicLong();

        Rows() {
            for (int i = 0; i < KEYS; i++) {
                floors.put("k" + i, new AtomicLong());
                locks.put("k" + i, new ReentrantReadWriteLock());
                commit("k" + i, value());
            }
        }

        String value() {
            return "v" + next.incrementAndGet();
        }

        synchronized long commit(String key, String value) {
            long commit = next.incrementAndGet();
            commits.put(value, commit);
            rows.put(key, value);
            return commit;
        }

        synchronized String read(String key) {
            return String.valueOf(rows.get(key));
        }

        AtomicLong floor(String key) {
            return floors.getOrDefault(key, new AtomicLong());
        }

        long commitOf(String value) {
            return commits.getOrDefault(value, -1L);
        }
    }

    private final Rows rows = new Rows();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger checks = new AtomicInteger();

    private String load(String key) throws InterruptedException {
        pause(8);
        String value = rows.read(key);
        pause(30);
        return value;
    }

    /** As often as not for no time at all. */
    private static void pause(int most) throws InterruptedException {
        int millis = ThreadLocalRandom.current().nextInt(2 * most);
        if (millis < most) {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false, 0", "2, true, 0", "3, false, 100", "4, true, 100"})
    void a_read_is_never_older_than_an_invalidation_that_returned_before_it(
            long seed, boolean documented, int killEvery) {
        CacheSchema<String, String> base = documented ? documented().clearable() : PLAIN;
        CacheSchema<String, String> schema =
                base.taggedBy((key, value) -> List.of("tag-" + key, "any")).groupedBy(key -> "group-" + key.length());
        CacheOptions options = options()
                .loadTimeout(Duration.ofSeconds(20))
                .probeEvery(Duration.ofMillis(1))
                .build();
        List<LoadingCache<String, String>> caches =
                List.of(cache(one, schema, options, this::load), cache(other, schema, options, this::load));
        Together.run(THREADS, thread -> {
            Random random = new Random(seed * 1_000 + thread);
            for (int step = 0; step < STEPS / THREADS; step++) {
                step(caches.get(thread % 2), random);
                if (killEvery > 0 && random.nextInt(killEvery) == 0) {
                    raw.executeCommand(new CommandArguments(Protocol.Command.CLIENT)
                            .addObjects("KILL", "TYPE", "normal", "SKIPME", "yes"));
                }
            }
        });
        assertThat(checks.get()).isGreaterThan(STEPS / 4);
        assertThat(failed.get()).isLessThan(STEPS / 4);
    }

    private void step(LoadingCache<String, String> cache, Random random) {
        String key = "k" + random.nextInt(KEYS);
        switch (random.nextInt(16)) {
            case 0 -> change(key, () -> cache.invalidate(key));
            case 1 -> change(key, () -> cache.invalidateAll(List.of("k0", key)));
            case 2 -> change(key, () -> cache.invalidateTag("tag-" + key));
            case 3 -> change(key, () -> cache.invalidateGroup("group-" + key.length()));
            case 4 -> change(key, random.nextBoolean() ? cache::clear : () -> cache.invalidateTag("any"));
            case 5 -> put(cache, key);
            case 6 -> write(cache, key);
            case 7 -> readAll(cache, random);
            case 8 -> readPresent(cache, key);
            default -> read(cache, key);
        }
    }

    private void change(String key, Runnable forget) {
        locked(rows.locks.get(key).readLock(), () -> {
            long commit = rows.commit(key, rows.value());
            forget.run();
            raise(key, commit);
        });
    }

    /** Who puts must know that nobody else changes the row meanwhile. */
    private void put(LoadingCache<String, String> cache, String key) {
        locked(rows.locks.get(key).writeLock(), () -> {
            String value = rows.value();
            long commit = rows.commit(key, value);
            cache.put(key, value);
            raise(key, commit);
        });
    }

    private void write(LoadingCache<String, String> cache, String key) {
        locked(rows.locks.get(key).readLock(), () -> {
            String value = rows.value();
            AtomicLong commit = new AtomicLong();
            cache.write(key, value, (written, as) -> {
                pause(8);
                commit.set(rows.commit(written, as));
                pause(8);
            });
            raise(key, commit.get());
        });
    }

    /** An invalidation that failed promises nothing. */
    private void locked(Lock lock, Runnable change) {
        lock.lock();
        try {
            change.run();
        } catch (RedisException lost) {
            failed.incrementAndGet();
        } finally {
            lock.unlock();
        }
    }

    private void raise(String key, long commit) {
        rows.floor(key).accumulateAndGet(commit, Math::max);
    }

    private void read(LoadingCache<String, String> cache, String key) {
        long floor = rows.floor(key).get();
        check(key, cache.get(key).orElseThrow(), floor);
    }

    private void readPresent(LoadingCache<String, String> cache, String key) {
        long floor = rows.floor(key).get();
        cache.getIfPresent(key).ifPresent(value -> check(key, value, floor));
    }

    private void readAll(LoadingCache<String, String> cache, Random random) {
        List<String> keys = new ArrayList<>();
        List<Long> before = new ArrayList<>();
        for (int i = random.nextInt(KEYS); i < KEYS; i++) {
            keys.add("k" + i);
            before.add(rows.floor("k" + i).get());
        }
        Map<String, String> found = cache.getAll(keys);
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i), String.valueOf(found.get(keys.get(i))), before.get(i));
        }
    }

    private void check(String key, String value, long floor) {
        checks.incrementAndGet();
        assertThat(rows.commitOf(value)).as("%s: %s", key, value).isGreaterThanOrEqualTo(floor);
    }
}
