package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The race that other caches lose: a loader reads the database, the value is changed and its invalidation returns, and only then does the
 * loader store what it read.
 */
@Timeout(120)
class FenceTest extends OnRedis {
    /** All ways to forget "ann"; {@code put} knows the newer value. */
    @SuppressWarnings("ImmutableEnumChecker") // they hold nothing
    enum Way {
        INVALIDATE((cache, value) -> cache.invalidate("ann")),
        INVALIDATE_ALL((cache, value) -> cache.invalidateAll(List.of("zoe", "ann"))),
        TAG((cache, value) -> cache.invalidateTag("any")),
        GROUP((cache, value) -> cache.invalidateGroup("group-ann")),
        CLEAR((cache, value) -> cache.clear()),
        PUT((cache, value) -> cache.put("ann", value)),
        WRITE((cache, value) -> cache.write("ann", value, (key, written) -> {}));

        final BiConsumer<Cache<String, String>, String> forget;

        Way(BiConsumer<Cache<String, String>, String> forget) {
            this.forget = forget;
        }
    }

    /** Stops after it has read. */
    private static final class Paused implements CacheLoader<String, String> {
        final Database database = new Database().with("ann", "old");
        final CountDownLatch read = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public String load(String key) throws InterruptedException {
            String value = String.valueOf(database.load(key));
            read.countDown();
            goOn.await(60, TimeUnit.SECONDS);
            return value;
        }

        void awaitRead() {
            try {
                assertThat(read.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    private void race(Way way, CacheSchema<String, String> schema, boolean all, boolean sameClient) {
        Paused paused = new Paused();
        LoadingCache<String, String> loading = cache(one, schema, paused);
        LoadingCache<String, String> changing = sameClient ? loading : cache(other, schema, paused.database);
        CompletableFuture<Object> first = Apart.supply(() -> all
                ? loading.getAll(List.of("ann", "bob")).get("ann")
                : loading.get("ann").orElseThrow());
        paused.awaitRead();
        paused.database.with("ann", "new");
        way.forget.accept(changing, "new");
        CompletableFuture<String> after =
                Apart.supply(() -> changing.get("ann", paused.database).orElseThrow());
        paused.goOn.countDown();

        assertThat(after.join()).as("began after the invalidation").isEqualTo("new");
        assertThat(first.join()).isEqualTo("old");
        assertThat(cache(one, schema, paused.database).get("ann")).contains("new");
        assertThat(changing.get("ann")).contains("new");
    }

    @ParameterizedTest
    @EnumSource
    void what_was_read_before_an_invalidation_is_not_stored_after_it(Way way) {
        race(way, marked(), false, false);
    }

    @ParameterizedTest
    @EnumSource
    void nor_is_it_if_the_same_process_invalidates(Way way) {
        race(way, marked(), false, true);
    }

    @ParameterizedTest
    @EnumSource
    void nor_is_it_if_it_was_one_of_many(Way way) {
        race(way, marked(), true, false);
    }

    @ParameterizedTest
    @EnumSource
    void nor_is_it_if_values_are_documented(Way way) {
        race(
                way,
                documented()
                        .clearable()
                        .taggedBy((key, value) -> List.of("any"))
                        .groupedBy(key -> "group-" + key),
                false,
                false);
    }

    @Test
    void without_the_check_of_the_lease_the_old_value_stays() {
        one.close();
        one = Unfenced.over(other);
        assertThatThrownBy(() -> race(Way.INVALIDATE, PLAIN, false, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("old");
    }

    @Test
    void a_value_that_others_wait_for_and_that_was_forgotten_is_not_given_to_those_who_came_later() {
        Paused paused = new Paused();
        LoadingCache<String, String> loading = cache(one, marked(), paused);
        CompletableFuture<String> first = Apart.supply(() -> loading.get("ann").orElseThrow());
        paused.awaitRead();
        paused.database.with("ann", "new");
        cache(other, marked(), paused.database).invalidateTag("any");
        Apart.Running<Map<String, String>> many = Apart.supply(() -> loading.getAll(List.of("ann"), paused.database));
        Apart.Running<String> follower =
                Apart.supply(() -> loading.get("ann", paused.database).orElseThrow());
        many.awaitFollows();
        follower.awaitFollows();
        paused.goOn.countDown();

        assertThat(first.join()).isEqualTo("old");
        assertThat(follower.join()).isEqualTo("new");
        assertThat(many.join()).containsEntry("ann", "new");
        assertThat(loading.stats().fencedFills()).isEqualTo(1);
    }
}
