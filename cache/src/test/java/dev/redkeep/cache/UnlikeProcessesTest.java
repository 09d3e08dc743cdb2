package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two processes over one cache whose options differ: what either forgets, neither gets again. */
class UnlikeProcessesTest extends OnRedis {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Database database = new Database();

    /** How a process has its cache. */
    private record Setting(
            String name,
            UnaryOperator<CacheSchema<String, String>> schema,
            UnaryOperator<CacheOptionsBuilder> options) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Setting> SETTINGS = List.of(
            new Setting("nothing", schema -> schema.absentFor(Duration.ZERO), options -> options),
            new Setting("absence", schema -> schema.absentFor(MINUTE), options -> options),
            new Setting(
                    "stale",
                    schema -> schema.timeToLive(MINUTE),
                    options -> options.staleFor(MINUTE).staleIfError(MINUTE)),
            new Setting("ahead", schema -> schema, options -> options.refreshAhead(1)),
            new Setting("local", schema -> schema, options -> options.local(LocalOptions.defaults())),
            new Setting("small", schema -> schema.absentFor(MINUTE), options -> options.maxValueBytes(10)),
            new Setting("cleared", CacheSchema::clearable, options -> options),
            new Setting("not cleared", CacheSchema::notClearable, options -> options),
            new Setting("grouped", schema -> schema.groupedBy(key -> "all"), options -> options),
            new Setting("tagged", schema -> schema.taggedBy((key, value) -> List.of(value)), options -> options));

    private static Stream<Arguments> pairs() {
        return Stream.of(true, false)
                .flatMap(documented -> SETTINGS.stream()
                        .flatMap(mine -> SETTINGS.stream().map(yours -> Arguments.of(documented, mine, yours))));
    }

    /** One of the processes. */
    private final class Member {
        final Setting setting;
        final CacheSchema<String, String> schema;
        final LoadingCache<String, String> cache;

        Member(Redis redis, boolean documented, Setting setting) {
            this.setting = setting;
            this.schema = setting.schema.apply(documented ? documented() : PLAIN);
            this.cache = cache(redis, schema, setting.options.apply(options()).build(), database);
        }

        /**
         * At once, unless another process tells it first.
         *
         * @param hears whether another made the change
         */
        void reads(String key, String value, boolean hears, String when) {
            String as = setting + " " + when + " of " + key;
            if (hears && setting.name.equals("local")) {
                soon().alias(as)
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(cache.get(key)).contains(value));
            } else {
                assertThat(cache.get(key)).as(as).contains(value);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatever_one_changes_the_other_reads(boolean documented, Setting mine, Setting yours) {
        Member here = new Member(one, documented, mine);
        Member there = new Member(other, documented, yours);
        for (Member filler : List.of(here, there)) {
            String prefix = filler == here ? "here" : "there";
            changes(prefix + "-invalidate", filler, here, there, key -> here.cache.invalidate(key));
            changes(prefix + "-put", filler, here, there, key -> here.cache.put(key, database.rows.get(key)));
            changes(
                    prefix + "-write",
                    filler,
                    here,
                    there,
                    key -> here.cache.write(key, database.rows.get(key), (same, value) -> {}));
        }
    }

    private void changes(String key, Member filler, Member changer, Member reader, Consumer<String> change) {
        assertThat(filler.cache.get(key)).isEmpty();
        String value = "first of " + key;
        database.with(key, value);
        change.accept(key);
        both(key, value, changer, reader, "after absence");
        changer.cache.invalidate(key);
        assertThat(filler.cache.get(key)).contains(value);
        database.rows.remove(key);
        changer.cache.invalidate(key);
        soon().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(reader.cache.get(key)).isEmpty());
        database.with(key, value + ", again");
        change.accept(key);
        raw.del("author:" + key); // as if its time were over
        both(key, value + ", again", changer, reader, "without the value");
        String loaded = value + ", while it was loaded";
        CacheLoader<String, String> overtaken = same -> {
            String old = database.rows.get(key);
            database.with(key, loaded);
            changer.cache.invalidate(key);
            return old;
        };
        raw.del("author:" + key, "cache-note:author:" + key);
        filler.cache.get(key, overtaken);
        both(key, database.rows.get(key), changer, reader, "after a load that was overtaken");
    }

    /** Looks at once, and often: there are hundreds of cases. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    private static void both(String key, String value, Member changer, Member reader, String when) {
        changer.reads(key, value, false, when);
        reader.reads(key, value, true, when);
        changer.reads(key, value, false, when);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void what_one_forgets_by_a_mark_it_does_not_get_from_the_other(boolean documented, Setting mine, Setting yours) {
        Member here = new Member(one, documented, mine);
        Member there = new Member(other, documented, yours);
        for (Member filler : List.of(here, there)) {
            if (here.schema.clearable) {
                forgets("clear", filler, here, there, there.schema.clearable, value -> here.cache.clear());
            }
            if (here.schema.group != null) {
                boolean too = there.schema.group != null;
                forgets("group", filler, here, there, too, value -> here.cache.invalidateGroup("all"));
            }
            if (mine.name.equals("tagged")) {
                boolean too = there.setting.name.equals("tagged");
                forgets("tag", filler, here, there, too, value -> here.cache.invalidateTag(value));
            }
        }
    }

    private void forgets(
            String by, Member filler, Member changer, Member reader, boolean readerToo, Consumer<String> forget) {
        String key = by + "-" + filler.setting + (filler == changer);
        String old = "old " + key;
        database.with(key, old);
        assertThat(filler.cache.get(key)).contains(old);
        database.with(key, "new " + key);
        forget.accept(old);
        changer.reads(key, "new " + key, false, "by " + by);
        if (readerToo) {
            reader.reads(key, "new " + key, true, "by " + by);
        }
    }
}
