package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;

/** Two processes that read and change the same keys, loaders that pause, and one who cuts connections. */
abstract class NearRaceContract extends OnRedis {
    private static final int KEYS = 6;
    private static final int CUTS = 12;
    private static final Duration STALENESS = Duration.ofMillis(150);

    private final ConcurrentHashMap<String, Long> database = new ConcurrentHashMap<>();
    private final List<ConcurrentLinkedDeque<Returned>> invalidations = new ArrayList<>();
    /** What the last invalidation by a process that has returned was of: a row for each process. */
    private final List<AtomicLongArray> own = List.of(new AtomicLongArray(KEYS), new AtomicLongArray(KEYS));

    private final AtomicBoolean done = new AtomicBoolean();
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    private record Returned(long version, long atNanos) {}

    private static String name(int key) {
        return "k" + key;
    }

    @Test
    void after_an_invalidation_no_read_gets_the_older_value_here_at_once_and_elsewhere_within_the_staleness()
            throws Exception {
        for (int key = 0; key < KEYS; key++) {
            database.put(name(key), 0L);
            invalidations.add(new ConcurrentLinkedDeque<>());
        }
        List<LoadingCache<String, String>> caches = List.of(near(one), near(other));
        List<Thread> threads = new ArrayList<>();
        for (int process = 0; process < 2; process++) {
            int here = process;
            LoadingCache<String, String> cache = caches.get(process);
            for (int reader = 0; reader < 2; reader++) {
                Random random = new Random(10L * process + reader);
                threads.add(new Thread(() -> repeat(() -> read(here, cache, random))));
            }
            Random changing = new Random(100L + process);
            // Each changes keys of its own, so that versions only grow.
            threads.add(new Thread(() ->
                    repeat(() -> change(here, cache, changing.nextInt(KEYS / 2) * 2 + here, changing))));
        }
        threads.forEach(Thread::start);
        try {
            for (int cut = 0; cut < CUTS; cut++) {
                TimeUnit.MILLISECONDS.sleep(250);
                awaitHits(caches);
                cut(cut);
            }
            awaitHits(caches);
        } finally {
            done.set(true);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        for (LoadingCache<String, String> cache : caches) {
            assertThat(cache.stats().localResets()).as("it was reset").isPositive();
        }
    }

    /** Until each has answered by itself since now, however slow the machine is. */
    private void awaitHits(List<LoadingCache<String, String>> caches) {
        for (LoadingCache<String, String> cache : caches) {
            long before = cache.stats().localHits();
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> !failures.isEmpty() || cache.stats().localHits() > before);
        }
    }

    /** Whether what changes is published. */
    abstract boolean announced();

    /** Cuts connections. */
    abstract void cut(int time);

    private LoadingCache<String, String> near(dev.redkeep.core.client.Redis redis) {
        LocalOptions local = LocalOptions.defaults().withStaleness(STALENESS);
        CacheOptions options = options()
                .loadTimeout(Duration.ofSeconds(20))
                .announced(announced())
                .local(local)
                .probeEvery(Duration.ofMillis(5))
                .build();
        return cache(redis, PLAIN, options, this::load);
    }

    private String load(String key) throws InterruptedException {
        long version = database.getOrDefault(key, 0L);
        if (version % 3 == 0) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return Long.toString(version);
    }

    private void repeat(Runnable step) {
        try {
            while (!done.get() && failures.isEmpty()) {
                step.run();
            }
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    private void read(int process, LoadingCache<String, String> cache, Random random) {
        int key = random.nextInt(KEYS);
        long began = System.nanoTime();
        long least = own.get(process).get(key);
        for (Returned returned : invalidations.get(key)) { // the latest is first
            if (began - returned.atNanos() > STALENESS.toNanos()) {
                least = Math.max(least, returned.version());
                break;
            }
        }
        Lookup<String> lookup = cache.lookUp(name(key));
        assertThat(Long.parseLong(lookup.value().orElseThrow()))
                .as("%s in process %d, %s", name(key), process, lookup)
                .isGreaterThanOrEqualTo(least);
    }

    private void change(int process, LoadingCache<String, String> cache, int key, Random random) {
        long version = database.merge(name(key), 1L, Long::sum);
        while (true) {
            try {
                cache.invalidate(name(key));
                break;
            } catch (RedisException cut) {
                RaceServer.pause(); // nothing is promised yet
            }
        }
        own.get(process).set(key, version);
        invalidations.get(key).addFirst(new Returned(version, System.nanoTime()));
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static CommandObject<Long> kill(String... which) {
        CommandArguments kill = new CommandArguments(Protocol.Command.CLIENT).add("KILL");
        for (String word : which) {
            kill.add(word);
        }
        return new CommandObject<>(kill.add("SKIPME").add("yes"), BuilderFactory.LONG);
    }
}
