package dev.redkeep.cache;

import static dev.redkeep.cache.Lookup.Origin.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Credentials;
import dev.redkeep.core.client.KeyFeed;
import dev.redkeep.core.client.KeyFeedListener;
import dev.redkeep.core.client.KeyFeedOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisPermissionException;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The user may not track: processes tell each other what they change. */
class NearByMessagesTest extends NearContract {
    @Override
    RedisOptions clients(RedisServer server) {
        return Untracked.on(raw, server);
    }

    @Override
    boolean announced() {
        return true;
    }

    /** One that announces, and has no local level. */
    private LoadingCache<String, String> far(Redis redis) {
        return cache(redis, marked(), options().announced(true).build(), database);
    }

    @Test
    void a_process_without_a_local_level_announces_too() {
        LoadingCache<String, String> here = near(one, marked());
        Cache<String, String> there = far(other);
        hold(here, "ann");
        database.with("ann", "new");
        there.invalidate("ann");
        await().until(() -> here.get("ann").orElseThrow().equals("new"));
    }

    @Test
    void one_that_may_track_still_hears_what_programs_without_this_library_write(RedisServer server) {
        try (Redis tracking = Redis.connect(Patience.of(server.uri()))) {
            LoadingCache<String, String> here = near(tracking, documented());
            LoadingCache<String, String> there = near(other, documented());
            hold(here, "ann");
            hold(there, "ann");
            raw.set(AUTHOR.key("ann").text(), "by hand");
            await().until(() -> here.get("ann").orElseThrow().equals("by hand"));
            assertThat(there.lookUp("ann").origin()).isEqualTo(LOCAL);
            there.invalidate("ann");
            await().until(() -> here.get("ann").orElseThrow().equals("old"));
        }
    }

    @Test
    void a_cache_that_announces_nothing_is_refused_with_what_to_do() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache(
                        one, PLAIN, options().local(LocalOptions.defaults()).build(), database))
                .withMessageContaining("+client|tracking")
                .withMessageContaining("announced(true)")
                .withMessageContaining("&cache-changes:author:{name}")
                .withCauseInstanceOf(RedisPermissionException.class);
    }

    @Test
    void a_user_without_the_channel_is_refused_and_changes_nothing(RedisServer server) {
        Untracked.create(raw, "mute", "resetchannels");
        RedisOptions options = Patience.of(server.uri()).toBuilder()
                .credentials(Credentials.user("mute", "pw"))
                .build();
        try (Redis mute = Redis.connect(options)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> near(mute, PLAIN))
                    .withMessageContaining("+subscribe and the channel &cache-changes:author:{name}");
            LoadingCache<String, String> cache = cache(one, marked(), database);
            cache.get("ann");
            Cache<String, String> silent = far(mute);
            for (Change change : changes().toList()) {
                LoadingCache<String, String> changing = far(mute);
                assertThatThrownBy(() -> change.change().accept(changing))
                        .as(change.what())
                        .isInstanceOf(RedisPermissionException.class)
                        .hasMessageContaining("channel");
            }
            assertThat(cache.getIfPresent("ann")).contains("old");
            assertThat(silent.getIfPresent("ann")).contains("old");
        }
    }

    private static final String END = "all before this was heard";

    /** What is published until the test ends. */
    private final List<String> published = new CopyOnWriteArrayList<>();

    private KeyFeed listen() {
        KeyFeedOptions options = KeyFeedOptions.of(List.of(AUTHOR), EntryKeys.channel(AUTHOR))
                .withMode(KeyFeedOptions.Mode.MESSAGES)
                .withHeartbeat(Duration.ofMinutes(1));
        KeyFeed feed = one.follow(options, new KeyFeedListener() {
            @Override
            public void changed(byte[] key) {
                published.add(new String(key, StandardCharsets.UTF_8));
            }

            @Override
            public void allChanged() {}

            @Override
            public void inSync(long asOfNanos) {}
        });
        await().until(() -> raw.publish(EntryKeys.channel(AUTHOR).text(), END) > 0);
        await().until(() -> published.contains(END));
        return feed;
    }

    private List<String> publishedBy(Runnable change) {
        published.clear();
        change.run();
        raw.publish(EntryKeys.channel(AUTHOR).text(), END);
        await().until(() -> published.contains(END)); // messages come in their order
        return published.subList(0, published.size() - 1);
    }

    @Test
    void each_change_publishes_the_key_that_changed_and_nothing_else() {
        Key ann = AUTHOR.key("ann");
        EntryKeys<String> keys = new EntryKeys<>(marked(), false, true);
        LoadingCache<String, String> cache = far(other);
        try (KeyFeed feed = listen()) {
            assertThat(feed.tracking()).isFalse();
            assertThat(publishedBy(() -> cache.get("ann"))).as("a fill").containsExactly(ann.text());
            assertThat(publishedBy(() -> cache.get("ann"))).as("a hit").isEmpty();
            assertThat(publishedBy(() -> cache.put("ann", "new"))).containsExactly(ann.text());
            assertThat(publishedBy(() -> cache.write("ann", "newer", (key, value) -> {})))
                    .containsExactly(ann.text(), ann.text());
            assertThat(publishedBy(() -> cache.invalidateAll(List.of("ann", "bob"))))
                    .containsExactlyInAnyOrder(ann.text(), AUTHOR.key("bob").text());
            assertThat(publishedBy(() -> cache.invalidateTag("any")))
                    .containsExactly(keys.mark(Marks.tag("any")).text());
            assertThat(publishedBy(() -> cache.invalidateGroup("group-ann")))
                    .containsExactly(keys.mark(Marks.group("group-ann")).text());
            assertThat(publishedBy(cache::clear))
                    .containsExactly(keys.mark(Marks.ALL).text());
        }
    }

    @Test
    void a_cache_that_is_not_announced_publishes_nothing() {
        LoadingCache<String, String> cache = cache(other, marked(), database);
        try (KeyFeed feed = listen()) {
            assertThat(feed.tracking()).isFalse();
            assertThat(publishedBy(() -> {
                        cache.get("ann");
                        changes().forEach(change -> change.change().accept(cache));
                    }))
                    .isEmpty();
        }
    }

    @Test
    void the_channel_is_among_a_schemas_patterns() {
        assertThat(PLAIN.patterns()).contains(EntryKeys.CHANGES);
    }
}
