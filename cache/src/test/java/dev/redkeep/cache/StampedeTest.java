package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.params.SetParams;

/** One load for a key, in a process and in the fleet. */
@Timeout(120)
class StampedeTest extends OnRedis {
    private final Database database = new Database().with("ann", "Ann");

    private CacheLoader<String, String> slow() {
        return key -> {
            TimeUnit.MILLISECONDS.sleep(200);
            return database.load(key);
        };
    }

    @Test
    void two_hundred_callers_of_two_clients_on_a_cold_key_make_one_load() {
        List<LoadingCache<String, String>> caches =
                List.of(cache(one, marked(), slow()), cache(other, marked(), slow()));
        Together.run(
                200, thread -> assertThat(caches.get(thread % 2).get("ann")).contains("Ann"));
        assertThat(database.reads).hasValue(1);
    }

    @RepeatedTest(10)
    void so_do_callers_for_many_keys_that_overlap() {
        List<LoadingCache<String, String>> caches =
                List.of(cache(one, marked(), slow()), cache(other, marked(), slow()));
        IntStream.range(0, 30).forEach(i -> database.with("k" + i, "v" + i));
        CacheLoader<String, String> bulk = new CacheLoader<>() {
            @Override
            public String load(String key) throws InterruptedException {
                TimeUnit.MILLISECONDS.sleep(20);
                return String.valueOf(database.load(key));
            }
        };
        Together.run(40, thread -> {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                keys.add("k" + (thread + i) % 30);
            }
            Map<String, String> found = caches.get(thread % 2).getAll(keys, bulk);
            assertThat(found)
                    .hasSize(10)
                    .allSatisfy((key, value) -> assertThat(value).isEqualTo("v" + key.substring(1)));
        });
        assertThat(database.reads).hasValue(30);
    }

    @Test
    void when_the_owner_of_a_load_dies_another_loads_after_its_lease() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);

        LoadingCache<String, String> dying = cache(one, PLAIN, options().build(), key -> {
            loading.countDown();
            never.await();
            return "never";
        });
        CompletableFuture<Void> dead = Apart.run(() -> dying.get("ann"));
        await().until(() -> loading.getCount() == 0);
        raw.pexpire("cache-lease:author:ann", 1_000);
        one.close();
        LoadingCache<String, String> living = cache(other, PLAIN, options().build(), database);
        assertThat(living.get("ann")).contains("Ann");
        assertThat(database.reads).hasValue(1);
        assertThat(raw.exists("cache-lease:author:ann")).isFalse();
        never.countDown();
        dead.join();
        assertThat(living.get("ann")).contains("Ann");
    }

    /** Waits for others for so long only, and has all the time it needs for a load of its own, on the caller's thread. */
    private static CacheOptions waitsFor(Duration time) {
        return options().loadTimeout(time).loadsOn(Runnable::run).build();
    }

    /** As a process has it whose load takes long. */
    private void leaseElsewhere(String key, String token) {
        raw.set("cache-lease:author:" + key, token, SetParams.setParams().px(600_000));
    }

    @Test
    void who_waits_too_long_for_anothers_load_loads_by_itself_and_stores_nothing() {
        LoadingCache<String, String> cache = cache(one, PLAIN, waitsFor(Duration.ofSeconds(2)), database);
        leaseElsewhere("ann", "l:another");
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(raw.exists("author:ann")).isFalse();
        assertThat(raw.get("cache-lease:author:ann")).isEqualTo("l:another");
        assertThat(cache.getAll(List.of("ann", "bob"))).containsOnlyKeys("ann");
    }

    @Test
    void keys_that_others_load_are_waited_for_and_the_rest_is_loaded_at_once() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LoadingCache<String, String> first = cache(one, PLAIN, key -> {
            loading.countDown();
            goOn.await();
            return "first's";
        });
        CompletableFuture<Void> owner = Apart.run(() -> first.get("ann"));
        await().until(() -> loading.getCount() == 0);
        database.with("bob", "Bob");
        LoadingCache<String, String> second = cache(other, PLAIN, database);
        CompletableFuture<Map<String, String>> all = Apart.supply(() -> second.getAll(List.of("ann", "bob")));
        await().until(() -> raw.exists("author:bob"));
        goOn.countDown();
        assertThat(all.join()).isEqualTo(Map.of("ann", "first's", "bob", "Bob"));
        owner.join();
        assertThat(database.reads).hasValue(1);
    }

    @Test
    void a_loader_that_throws_is_told_to_those_who_wait_and_others_load_at_once() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        IllegalStateException failure = new IllegalStateException("no database");
        LoadingCache<String, String> failing = cache(one, PLAIN, key -> {
            loading.countDown();
            goOn.await();
            throw failure;
        });
        CompletableFuture<Void> first = Apart.run(() -> failing.get("ann"));
        await().until(() -> loading.getCount() == 0);
        Apart.Running<Void> follower = Apart.run(() -> failing.get("ann"));
        follower.awaitFollows();
        LoadingCache<String, String> others = cache(other, PLAIN, database);
        Apart.Running<String> elsewhere = Apart.supply(() -> others.get("ann").orElseThrow());
        elsewhere.awaitWaits();
        goOn.countDown();
        assertThatThrownBy(first::join).hasCause(failure);
        assertThatThrownBy(follower::join).hasRootCause(failure);
        assertThat(elsewhere.join()).isEqualTo("Ann");
        assertThat(failing.get("ann")).contains("Ann");
        assertThat(failing.stats().loadFailures()).isEqualTo(1);
        assertThat(database.reads).hasValue(1);
    }

    @Test
    void a_checked_exception_is_the_cause_of_another() {
        LoadingCache<String, String> cache = cache(one, PLAIN, key -> {
            throw new java.io.IOException("disk");
        });
        assertThatThrownBy(() -> cache.get("ann"))
                .isInstanceOf(CacheLoadException.class)
                .hasMessage("A load of author:{name} failed")
                .hasCauseInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> cache.getAll(List.of("ann", "bob"))).isInstanceOf(CacheLoadException.class);
        assertThat(raw.exists("author:ann")).isFalse();
        await().until(() -> !raw.exists("cache-lease:author:ann"));
    }

    @Test
    void a_loader_that_never_returns_is_given_up_and_interrupted() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Executor> executor = new AtomicReference<>(load -> {
            var unused = Apart.run(load);
            await().until(() -> loading.getCount() == 0);
        });
        CacheOptions options = options()
                .loadTimeout(Duration.ofMillis(200))
                .loadsOn(load -> executor.get().execute(load))
                .build();
        LoadingCache<String, String> cache = cache(one, PLAIN, options, key -> {
            loading.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException end) {
                interrupted.countDown();
                throw end;
            }
            return "never";
        });
        assertThatThrownBy(() -> cache.get("ann"))
                .isInstanceOf(CacheLoadException.class)
                .hasMessageContaining("did not answer in PT0.2S");
        await().until(() -> interrupted.getCount() == 0);
        executor.set(Runnable::run);
        assertThat(cache.get("ann", database)).contains("Ann");
    }

    @Test
    void a_loader_that_asks_for_what_it_loads_is_refused_directly_and_through_others() {
        List<LoadingCache<String, String>> self = new ArrayList<>();
        self.add(cache(
                one, PLAIN, key -> self.get(0).get(key.equals("a") ? "b" : "a").orElse(null)));
        assertThatThrownBy(() -> self.get(0).get("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("asks for the key that it is loading");
        assertThatThrownBy(() -> self.get(0).getAll(List.of("b"))).isInstanceOf(IllegalStateException.class);
        List<LoadingCache<String, String>> direct = new ArrayList<>();
        direct.add(cache(one, PLAIN, key -> direct.get(0).get(key).orElse(null)));
        assertThatThrownBy(() -> direct.get(0).get("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_loader_may_ask_for_others_even_if_one_load_is_all_that_may_be_under_way() {
        List<LoadingCache<String, String>> self = new ArrayList<>();
        self.add(cache(one, PLAIN, options().maxLoads(1).build(), key -> {
            int depth = Integer.parseInt(key);
            return depth == 0
                    ? "end"
                    : self.get(0).get(Integer.toString(depth - 1)).orElseThrow();
        }));
        assertThat(self.get(0).get("20")).contains("end");
    }

    @Test
    void loads_on_the_callers_thread_see_what_is_bound_to_it() {
        Thread caller = Thread.currentThread();
        LoadingCache<String, String> cache =
                cache(one, PLAIN, options().loadsOn(Runnable::run).build(), key -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    return "here";
                });
        assertThat(cache.get("ann")).contains("here");
    }

    @Test
    void the_interrupt_of_one_who_loads_is_his_own() {
        for (boolean all : List.of(false, true)) {
            database.reads.set(0);
            raw.del("author:ann");
            CountDownLatch loading = new CountDownLatch(2);
            CountDownLatch goOn = new CountDownLatch(1);
            LoadingCache<String, String> cache = cache(one, PLAIN, key -> {
                loading.countDown();
                goOn.await();
                return database.load(key);
            });
            Thread[] leader = new Thread[1];
            CompletableFuture<Object> first = Apart.supply(() -> {
                leader[0] = Thread.currentThread();
                return all ? cache.getAll(List.of("ann")) : cache.get("ann");
            });
            await().until(() -> loading.getCount() == 1);
            List<Apart.Running<String>> followers = IntStream.range(0, 3)
                    .mapToObj(i -> Apart.supply(() -> cache.get("ann").orElseThrow()))
                    .toList();
            followers.forEach(Apart.Running::awaitFollows);
            leader[0].interrupt();
            assertThatThrownBy(first::join).hasRootCauseInstanceOf(CacheLoadException.class);
            await().until(() -> loading.getCount() == 0);
            goOn.countDown();
            followers.forEach(one -> assertThat(one.join()).isEqualTo("Ann"));
            assertThat(database.reads).hasValue(1);
        }
    }

    /** Loads many by one call. */
    private final class Bulk implements CacheLoader<String, String> {
        final List<Integer> calls = new CopyOnWriteArrayList<>();

        @Override
        public String load(String key) {
            throw new AssertionError("one by one");
        }

        @Override
        public Map<String, String> loadAll(Set<? extends String> keys) {
            calls.add(keys.size());
            return keys.stream().collect(Collectors.toMap(key -> key, key -> "v" + key));
        }
    }

    private List<String> leased() {
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> "k" + i).toList();
        keys.forEach(key -> leaseElsewhere(key, "l:dead"));
        return keys;
    }

    @Test
    void many_whose_owner_died_are_loaded_by_one_call_when_their_leases_end() {
        Bulk bulk = new Bulk();
        LoadingCache<String, String> cache = cache(one, PLAIN, bulk);
        List<String> keys = leased();
        CompletableFuture<Map<String, String>> all = Apart.supply(() -> cache.getAll(keys));
        await().until(() -> cache.stats().misses() == 50);
        raw.del(keys.stream().map(key -> "cache-lease:author:" + key).toArray(String[]::new));
        assertThat(all.join()).hasSize(50);
        assertThat(bulk.calls.stream().mapToInt(size -> size).sum()).isEqualTo(50);
        assertThat(bulk.calls).hasSizeLessThan(3);
        assertThat(cache.stats().misses()).isEqualTo(50);
        assertThat(raw.exists("author:k7")).isTrue();
    }

    @Test
    void many_that_others_load_for_too_long_are_loaded_by_one_call_and_not_stored() {
        Bulk bulk = new Bulk();
        LoadingCache<String, String> cache = cache(one, PLAIN, waitsFor(Duration.ofSeconds(1)), bulk);
        assertThat(cache.getAll(leased())).hasSize(50);
        assertThat(bulk.calls).containsExactly(50);
        assertThat(cache.stats().misses()).isEqualTo(50);
        assertThat(raw.exists("author:k7")).isFalse();
    }

    @Test
    void who_follows_a_load_that_does_not_end_is_told_when_its_own_time_is_over() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CacheOptions options = options()
                .loadTimeout(Duration.ofMillis(200))
                .loadsOn(Runnable::run) // which nothing ends
                .build();
        LoadingCache<String, String> cache = cache(one, PLAIN, options, key -> {
            loading.countDown();
            goOn.await();
            return "late";
        });
        CompletableFuture<Object> first = Apart.supply(() -> cache.get("ann"));
        await().until(() -> loading.getCount() == 0);
        assertThatThrownBy(() -> cache.get("ann", database))
                .isInstanceOf(CacheLoadException.class)
                .hasMessageContaining("did not answer in PT0.2S");
        assertThatThrownBy(() -> cache.getAll(List.of("ann"), database)).isInstanceOf(CacheLoadException.class);
        goOn.countDown();
        first.join();
    }

    @Test
    void who_waits_for_another_process_asks_the_less_often_the_longer_that_takes() {
        LoadingCache<String, String> cache = cache(one, marked(), waitsFor(Duration.ofSeconds(2)), database);
        leaseElsewhere("ann", "l:another");
        long before = one.stats().operations();
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(one.stats().operations() - before).isBetween(3L, 120L); // few on a machine that stood still
        for (int millis = 0; millis < 10_000; millis += 50) {
            long pause = Pace.after(TimeUnit.MILLISECONDS.toNanos(millis));
            assertThat(TimeUnit.NANOSECONDS.toMillis(pause)).isBetween(1L, Math.max(2L, Math.min(100L, millis / 16)));
        }
        int asked = 0;
        for (long waited = 0; waited < TimeUnit.SECONDS.toNanos(2); waited += Pace.after(waited)) {
            asked++;
        }
        assertThat(asked).isBetween(60, 120);
    }

    @Test
    void many_that_are_loaded_together_took_a_part_of_the_time_each() {
        Loads loads = new Loads("p", options().build());
        Report report = new Report(new Tally(), CacheListener.NO_OP, "p");
        Loading.Loaded<String> loaded =
                new Loading<String, String>(loads, report).all(List.of("a", "b", "c", "d"), slow(), loads.deadline());
        assertThat(loaded.nanos() * 4).isBetween(4 * TimeUnit.MILLISECONDS.toNanos(190), report.tally.loadNanos.sum());
        loads.close();
    }
}
