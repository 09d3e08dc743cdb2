package dev.redkeep.cache;

import static dev.redkeep.core.key.Segment.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.cache.Lookup.Origin;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;

/** Two processes with memories of their own, over a real Redis: they hear of what the other changes. */
abstract class NearContract extends OnRedis {
    /** A server that is not heard of for a while is no reason to doubt what is held, nor to lose its connection. */
    private static final LocalOptions LOCAL = LocalOptions.defaults().withStaleness(Duration.ofMinutes(1));

    final Database database = new Database().with("ann", "old").with("bob", "Bob");

    /** Whether what changes is published. */
    abstract boolean announced();

    LoadingCache<String, String> near(Redis redis, CacheSchema<String, String> schema) {
        CacheOptions options = options().announced(announced()).local(LOCAL).build();
        return cache(redis, schema, options, database);
    }

    /** Reads until it is answered from memory: the first reads come before the feed is in sync, or are overtaken by their own fill. */
    static void hold(LoadingCache<String, String> cache, String key) {
        await().until(() -> cache.lookUp(key).origin() == Origin.LOCAL);
    }

    record Change(String what, Consumer<LoadingCache<String, String>> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change("put", cache -> cache.put("ann", "new")),
                new Change("write", cache -> cache.write("ann", "new", (key, value) -> {})),
                new Change("invalidate", cache -> cache.invalidate("ann")),
                new Change("invalidate many", cache -> cache.invalidateAll(List.of("zoe", "ann"))),
                new Change("invalidate a tag", cache -> cache.invalidateTag("tag-ann")),
                new Change("invalidate a group", cache -> cache.invalidateGroup("group-ann")),
                new Change("clear", Cache::clear));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void what_another_process_changes_is_forgotten_here(Change change) {
        LoadingCache<String, String> here = near(one, marked());
        LoadingCache<String, String> there = near(other, marked());
        hold(here, "ann");
        hold(here, "bob");
        database.with("ann", "new");
        change.change().accept(there);
        assertThat(there.get("ann")).as("there at once").contains("new");
        await().until(() -> here.get("ann").orElseThrow().equals("new"));
        hold(here, "ann");
        assertThat(here.get("ann")).contains("new");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void what_this_process_changes_is_forgotten_at_once(Change change) {
        LoadingCache<String, String> here = near(one, marked());
        hold(here, "ann");
        database.with("ann", "new");
        change.change().accept(here);
        assertThat(here.get("ann")).contains("new");
    }

    @Test
    void a_cut_connection_empties_the_memory_and_nothing_that_changed_meanwhile_is_answered() {
        LoadingCache<String, String> here = near(one, marked());
        hold(here, "ann");
        database.with("ann", "new");
        raw.executeCommand(killAll());
        raw.del(AUTHOR.key("ann").text());
        await().until(() -> here.stats().localResets() > 0);
        assertThat(here.get("ann")).contains("new");
        hold(here, "ann");
        assertThat(here.get("ann")).contains("new");
    }

    @Test
    void an_absence_that_another_process_ends_is_forgotten_here() {
        CacheSchema<String, String> schema = documented().absentFor(Duration.ofMinutes(1));
        LoadingCache<String, String> here = near(one, schema);
        LoadingCache<String, String> there = near(other, schema);
        hold(here, "zoe");
        assertThat(here.get("zoe")).isEmpty();
        database.with("zoe", "Zoe");
        there.invalidate("zoe");
        await().until(() -> here.get("zoe").isPresent());
    }

    private static CommandObject<Long> killAll() {
        CommandArguments kill = new CommandArguments(Protocol.Command.CLIENT)
                .add("KILL")
                .add("SKIPME")
                .add("yes");
        return new CommandObject<>(kill, BuilderFactory.LONG);
    }

    @Test
    void many_are_answered_from_both_levels() {
        LoadingCache<String, String> here = near(one, marked());
        hold(here, "ann");
        long hits = here.stats().localHits();
        assertThat(here.getAll(List.of("ann", "bob", "nobody"))).containsOnlyKeys("ann", "bob");
        assertThat(here.stats().localHits()).isEqualTo(hits + 1);
        hold(here, "nobody");
        assertThat(database.reads).hasValue(3);
    }

    @Test
    void another_caches_clearing_leaves_this_ones_memory_alone() {
        LoadingCache<String, String> here = near(one, marked());
        hold(here, "ann");
        CacheSchema<String, String> others = CacheSchema.of(
                KeyPattern.of("topic:{name}", text().hashTag())
                        .string()
                        .fixed(Duration.ofMinutes(1))
                        .owner("tests"),
                Codec.string());
        LoadingCache<String, String> topics = near(other, others);
        hold(topics, "ann");
        topics.clear();
        await().until(() -> topics.lookUp("ann").origin() == Origin.LOCAL);
        assertThat(here.lookUp("ann").origin()).isEqualTo(Origin.LOCAL);
        assertThat(here.stats().localResets()).isZero();
    }
}
