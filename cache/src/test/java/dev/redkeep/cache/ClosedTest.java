package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a cache says when it is called after it was closed. */
@Timeout(120)
class ClosedTest extends OnRedis {
    private final Database database = new Database().with("ann", "Ann");

    private static List<ThrowingCallable> calls(LoadingCache<String, String> cache) {
        return List.of(
                () -> cache.get("ann"),
                () -> cache.get("ann", key -> "x"),
                () -> cache.lookUp("ann"),
                () -> cache.getAll(List.of("ann")),
                () -> cache.getAll(List.of("ann"), key -> "x"),
                () -> cache.getIfPresent("ann"),
                () -> cache.getAllPresent(List.of("ann")),
                () -> cache.put("ann", "x"),
                () -> cache.write("ann", "x", (key, value) -> {}),
                () -> cache.invalidate("ann"),
                () -> cache.invalidateAll(List.of("ann")),
                () -> cache.invalidateAll(List.of()),
                () -> cache.invalidateTag("any"),
                () -> cache.invalidateGroup("group-ann"),
                cache::clear,
                () -> cache.warm(List.of("ann").iterator(), WarmingOptions.defaults()));
    }

    @Test
    void every_call_but_statistics_says_so_and_does_nothing() {
        for (CacheOptions options : List.of(
                options().build(), options().local(LocalOptions.defaults()).build())) {
            LoadingCache<String, String> cache = cache(one, marked(), options, database);
            cache.get("ann");
            long reads = database.reads.get();
            cache.close();
            for (ThrowingCallable call : calls(cache)) {
                assertThatThrownBy(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("The cache of author:{name} is closed");
            }
            assertThat(cache.stats().loads()).isPositive();
            assertThat(database.reads).hasValue((int) reads);
            assertThat(raw.exists("author:ann")).isTrue();
            cache.close();
            raw.flushAll();
        }
    }

    @Test
    void a_warming_ends_and_can_go_on_where_it_did() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        LoadingCache<String, String> cache = cache(one, PLAIN, options().build(), key -> {
            if (key.equals("k50")) {
                begun.countDown();
                closing.await();
            }
            return key;
        });
        Iterator<String> keys = Stream.iterate(0, i -> i + 1).map(i -> "k" + i).iterator();
        WarmingOptions options = WarmingOptions.defaults().withBatch(10).withParallelism(1);
        var warming = Apart.supply(() -> cache.warm(keys, options));
        begun.await();
        var closed = Apart.run(cache::close);
        while (refusesNothing(cache)) {
            Thread.onSpinWait();
        }
        closing.countDown();
        closed.join();
        assertThat(warming.join().position()).as("of keys without an end").isBetween(50L, 60L);
    }

    private static boolean refusesNothing(LoadingCache<String, String> cache) {
        try {
            cache.getIfPresent("none");
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }
}
