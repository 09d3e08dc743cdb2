package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the application's own functions throw. */
@Timeout(120)
class FaultsTest extends OnRedis {
    private final Database database = new Database().with("ann", "good").with("bob", "bad");

    private static String checked(String value) {
        if (value.equals("bad")) {
            throw new IllegalStateException(value);
        }
        return value;
    }

    private static CacheSchema<String, String> faultyTags() {
        return PLAIN.taggedBy((key, value) -> List.of(checked(value)));
    }

    private static CacheSchema<String, String> faultyTime() {
        return PLAIN.timeToLive(
                (key, value) -> Duration.ofMinutes(checked(value).length()));
    }

    @Test
    void a_loaded_value_whose_tags_or_time_cannot_be_told_is_given_and_not_stored() {
        for (CacheSchema<String, String> schema : List.of(faultyTags(), faultyTime())) {
            LoadingCache<String, String> cache = cache(one, schema, database);
            assertThat(cache.get("bob")).contains("bad");
            assertThat(cache.getAll(List.of("ann", "bob"))).isEqualTo(Map.of("ann", "good", "bob", "bad"));
            assertThat(raw.exists("author:bob")).isFalse();
            await().until(() -> !raw.exists("cache-lease:author:bob"));
            assertThat(cache.getIfPresent("ann")).contains("good");
            raw.del("author:ann");
        }
    }

    @Test
    void what_another_program_wrote_whose_tags_cannot_be_told_is_unreadable() {
        CacheSchema<String, String> schema = documented().taggedBy((key, value) -> List.of(checked(value)));
        LoadingCache<String, String> cache = cache(one, schema, database);
        raw.set("author:ann", "bad");
        assertThat(cache.get("ann")).contains("good");
        assertThat(cache.stats().unreadable()).isEqualTo(1);
        assertThat(raw.get("author:ann")).isEqualTo("good");
    }

    @Test
    void a_value_that_cannot_be_stored_is_not_written_and_holds_up_nobody() {
        for (CacheSchema<String, String> schema : List.of(faultyTags(), faultyTime())) {
            LoadingCache<String, String> cache = cache(one, schema, database);
            assertThatThrownBy(() -> cache.write("ann", "bad", database::with))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(database.rows).containsEntry("ann", "good");
            assertThat(raw.exists("cache-lease:author:ann")).isFalse();
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what no checker keeps an application from
    private static <T> T nothing() {
        return null;
    }

    @Test
    void tags_that_are_null_are_named_and_nothing_is_written() {
        for (CacheSchema<String, String> schema : List.of(
                PLAIN.taggedBy((key, value) -> nothing()),
                PLAIN.taggedBy((key, value) -> Arrays.asList("a", null)),
                documented().taggedBy((key, value) -> Arrays.asList("a", null)))) {
            LoadingCache<String, String> cache = cache(one, schema, database);
            assertThatThrownBy(() -> cache.put("ann", "new"))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("taggedBy");
            assertThatThrownBy(() -> cache.write("ann", "new", database::with))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("taggedBy");
            assertThat(database.rows).containsEntry("ann", "good");
            assertThat(cache.get("ann")).contains("good");
            await().until(() -> raw.keys("*author:ann").isEmpty());
        }
    }

    @Test
    void a_group_that_is_null_is_named_and_nothing_is_written() {
        LoadingCache<String, String> cache = cache(one, PLAIN.groupedBy(key -> nothing()), database);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> cache.get("ann"),
                () -> cache.getIfPresent("ann"),
                () -> cache.getAll(List.of("ann")),
                () -> cache.put("ann", "new"),
                () -> cache.write("ann", "new", database::with),
                () -> cache.invalidate("ann"))) {
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageContaining("groupedBy");
        }
        assertThat(database.rows).containsEntry("ann", "good");
        assertThat(database.reads).hasValue(0);
        assertThat(raw.keys("*")).isEmpty();
    }
}
