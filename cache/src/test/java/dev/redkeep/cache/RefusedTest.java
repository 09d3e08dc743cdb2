package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisWrongTypeException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator hears of what Redis refuses. */
@Timeout(60)
class RefusedTest extends OnRedis {
    private static final String MARK = "cache-mark:{author:%7Bname%7D}:all";

    private final Database database = new Database().with("ann", "Ann");
    private final List<RedisException> told = new CopyOnWriteArrayList<>();

    private LoadingCache<String, String> cache() {
        CacheListener listener = new CacheListener() {
            @Override
            public void onRefused(String pattern, RedisException refusal) {
                assertThat(pattern).isEqualTo("author:{name}");
                told.add(refusal);
            }
        };
        return cache(one, PLAIN, options().listener(listener).build(), database);
    }

    @Test
    void a_mark_of_another_type_is_told_once_for_each_operation_with_the_reason() {
        LoadingCache<String, String> cache = cache();
        raw.lpush(MARK, "by hand");
        for (int i = 0; i < 5; i++) {
            assertThat(cache.get("ann")).contains("Ann");
        }
        assertThat(told)
                .hasSize(1)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(RedisWrongTypeException.class)
                        .hasMessageContaining("another type than the schema says")
                        .hasMessageNotContaining("ann"));
        assertThat(cache.stats().degraded()).isEqualTo(5);
        raw.del(MARK);
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(cache.lookUp("ann").hit()).isTrue();
        assertThat(told).hasSize(1);
    }

    @Test
    void changes_are_thrown_and_told_too() {
        LoadingCache<String, String> cache = cache();
        raw.lpush(MARK, "by hand");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> cache.put("ann", "x")).isInstanceOf(RedisWrongTypeException.class);
        }
        assertThat(told).hasSize(1);
        cache.close();
    }

    @Test
    void one_is_news_again_when_none_came_for_a_minute() {
        raw.lpush("author:ann", "by hand");
        RedisException read = refusal("test.read");
        RedisException other = refusal("test.other");
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE);
        Refusals refusals = new Refusals(clock::get);
        assertThat(refusals.isNews(read)).isTrue();
        for (int i = 0; i < 3; i++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
            assertThat(refusals.isNews(read)).isFalse();
        }
        assertThat(refusals.isNews(other)).isTrue();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(refusals.isNews(read)).isTrue();
        assertThat(refusals.isNews(read)).isFalse();
    }

    private RedisException refusal(String operation) {
        try {
            one.execute(
                    operation,
                    AUTHOR.key("ann"),
                    commands -> commands.get(AUTHOR.key("ann").bytes()));
            throw new AssertionError("a list was read as a string");
        } catch (RedisException refusal) {
            return refusal;
        }
    }
}
