package dev.redkeep.cache.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.cache.LocalOptions;
import dev.redkeep.cache.Patience;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

@RedisTest
class DocumentCachesTest {
    private static final CacheOptions OPTIONS = CacheOptions.builder()
            .deadline(Duration.ofSeconds(40))
            .loadTimeout(Duration.ofSeconds(40))
            .build();

    private final AtomicInteger loads = new AtomicInteger();
    private Redis redis;
    private RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(Patience.of(server.uri()));
        raw = Patience.raw(server.uri());
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    @Test
    void search_results_lie_under_the_documented_key_as_documented() {
        try (LoadingCache<SearchQuery, SearchResults> searches =
                SearchCache.on(redis, KeyLayout.DOCUMENTED, OPTIONS, query -> {
                    loads.incrementAndGet();
                    return new SearchResults(query.text(), List.of(), 0, null);
                })) {
            assertThat(searches.get(SearchQuery.of("Ocean  Winds"))).isPresent();
            assertThat(searches.get(SearchQuery.of("ocean winds "))).isPresent();
            assertThat(loads).hasValue(1);
            assertThat(raw.get("search_cache:ocean winds")).startsWith("{").contains("\"query\":\"ocean winds\"");
            assertThat(raw.ttl("search_cache:ocean winds")).isBetween(500L, 600L);
        }
    }

    @Test
    void once_closed_they_say_so() {
        Entities data = new Entities();
        EntityCaches entities = EntityCaches.on(redis, KeyLayout.DOCUMENTED, OPTIONS, data);
        PublicationCache<Integer> publications = publications(redis, Codec.json(new TypeReference<>() {}));
        entities.close();
        publications.close();
        Author ann = data.author(1, "ann");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> entities.authors().get(1),
                () -> entities.authors().bySlug("ann"),
                () -> entities.authors().followers(1),
                () -> entities.topics().get(1),
                () -> entities.authorChanged(null, ann),
                () -> publications.get(PublicationQuery.with("limit", 1)),
                () -> publications.older(1),
                () -> publications.changed(List.of(1L), List.of(1L)))) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining("is closed");
        }
    }

    @Test
    void what_another_program_cached_is_served_and_what_it_cannot_read_is_loaded() {
        raw.set("search_cache:foreign", "{\"query\":\"foreign\",\"results\":[],\"total\":7,\"cached_at\":1640995200}");
        raw.set("search_cache:broken", "{\"query\":");
        try (LoadingCache<SearchQuery, SearchResults> searches = SearchCache.on(
                redis, KeyLayout.DOCUMENTED, OPTIONS, query -> new SearchResults(query.text(), List.of(), 1, null))) {
            assertThat(searches.get(SearchQuery.of("foreign")).orElseThrow().total())
                    .isEqualTo(7);
            assertThat(searches.get(SearchQuery.of("broken")).orElseThrow().total())
                    .isEqualTo(1);
            assertThat(searches.stats().unreadable()).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void all_of_a_user_s_dashboards_are_forgotten_at_once() {
        DashboardQuery january = new DashboardQuery(7, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31));
        DashboardQuery february = new DashboardQuery(7, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28));
        DashboardQuery another = new DashboardQuery(8, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31));
        try (LoadingCache<DashboardQuery, Map<String, Integer>> dashboards = DashboardCache.on(
                redis,
                KeyLayout.DOCUMENTED,
                Codec.json(new TypeReference<Map<String, Integer>>() {}),
                OPTIONS,
                query -> Map.of("load", loads.incrementAndGet()))) {
            dashboards.getAll(List.of(january, february, another));
            assertThat(raw.get("tk:analytics:dashboard:7:2026-01-01:2026-01-31"))
                    .startsWith("{\"load\":");
            dashboards.invalidateGroup("7");
            assertThat(dashboards.getIfPresent(january)).isEmpty();
            assertThat(dashboards.getIfPresent(february)).isEmpty();
            assertThat(dashboards.getIfPresent(another)).isPresent();
        }
    }

    @Test
    void a_user_s_responses_and_searches_are_forgotten_and_nobody_else_s() {
        ResponseRequest page = ResponseRequest.get("/topics", "page=1");
        try (LoadingCache<ResponseRequest, byte[]> responses = ResponseCache.on(
                        redis,
                        KeyLayout.DOCUMENTED,
                        OPTIONS,
                        request -> ("body " + loads.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
                LoadingCache<UserSearch, String> searches = UserSearchCache.on(
                        redis,
                        KeyLayout.DOCUMENTED,
                        Codec.string(),
                        OPTIONS,
                        search -> "r" + loads.incrementAndGet())) {
            byte[] everybodys = responses.get(page).orElseThrow();
            byte[] anns = responses.get(page.forUser("5")).orElseThrow();
            assertThat(anns).isNotEqualTo(everybodys);
            assertThat(raw.keys("tk:cache:*")).hasSize(2);
            responses.invalidateGroup("u:5");
            assertThat(responses.getIfPresent(page.forUser("5"))).isEmpty();
            assertThat(responses.getIfPresent(page)).isPresent();

            UserSearch search = new UserSearch(5, SearchQuery.of("x"));
            searches.get(search);
            assertThat(raw.keys("tk:search:5:*")).hasSize(1);
            searches.invalidateGroup("5");
            assertThat(searches.getIfPresent(search)).isEmpty();
        }
    }

    @Test
    void a_publication_s_change_forgets_the_lists_that_may_show_it() {
        PublicationQuery latest = PublicationQuery.with("limit", 20);
        PublicationQuery anns = PublicationQuery.with("author", 5).and("limit", 10);
        PublicationQuery bobs = PublicationQuery.with("author", 6).and("limit", 10);
        PublicationQuery ocean = PublicationQuery.with("topic", 3);
        raw.set("topic_shouts_3", "[1,2]");
        try (PublicationCache<Integer> publications = PublicationCache.on(
                redis,
                KeyLayout.DOCUMENTED,
                Codec.json(new TypeReference<List<Integer>>() {}),
                OPTIONS,
                query -> List.of(loads.incrementAndGet()))) {
            List.of(latest, anns, bobs, ocean).forEach(publications::get);
            assertThat(raw.get("shouts:author=5:limit=10")).isEqualTo("[2]");
            assertThat(raw.ttl("shouts:limit=20")).isBetween(200L, 300L);
            assertThat(publications.older(3)).contains(List.of(1, 2));

            publications.changed(List.of(5L), List.of(3L));

            assertThat(publications.lists().getIfPresent(latest)).isEmpty();
            assertThat(publications.lists().getIfPresent(anns)).isEmpty();
            assertThat(publications.lists().getIfPresent(ocean)).isEmpty();
            assertThat(publications.lists().getIfPresent(bobs)).isPresent();
            assertThat(publications.older(3)).isEmpty();
        }
    }

    private PublicationCache<Integer> publications(Redis client, Codec<List<Integer>> codec) {
        return PublicationCache.on(
                client, KeyLayout.DOCUMENTED, codec, OPTIONS, query -> List.of(loads.incrementAndGet()));
    }

    @Test
    void an_older_list_that_cannot_be_read_is_none() {
        Codec<List<Integer>> codec = Codec.json(new TypeReference<List<Integer>>() {});
        raw.hset("topic_shouts_3", "a", "b");
        try (PublicationCache<Integer> publications = publications(redis, codec)) {
            assertThat(publications.older(3)).isEmpty();
        }
        raw.set("topic_shouts_4", "[1]");
        try (PublicationCache<Integer> publications = publications(redis, new Faulty(codec))) {
            assertThat(publications.older(4)).isEmpty();
        }
    }

    @Test
    void publications_that_are_switched_off_send_nothing(RedisServer server) {
        raw.set("topic_shouts_3", "[1]");
        try (Redis off = Redis.connect(RedisOptions.fromEnvironment(
                        Map.of("REDIS_ADDR", server.uri().toString(), "REDIS_CACHE_ENABLED", "false")));
                PublicationCache<Integer> publications =
                        publications(off, Codec.json(new TypeReference<List<Integer>>() {}))) {
            long before = off.stats().operations();
            assertThat(publications.older(3)).isEmpty();
            publications.changed(List.of(5L), List.of(3L));
            assertThat(off.stats().operations()).isEqualTo(before);
            assertThat(raw.exists("topic_shouts_3")).isTrue();
        }
    }

    @Test
    void a_name_that_leads_to_an_old_author_is_looked_up_once_and_then_cached() {
        Entities data = new Entities();
        Author anna = data.author(5, "anna");
        raw.set("author:id:5", "{\"id\":5,\"slug\":\"ann\"}");
        try (EntityCaches entities = EntityCaches.on(redis, KeyLayout.DOCUMENTED, OPTIONS, data)) {
            assertThat(entities.authors().bySlug("anna")).contains(anna);
            int before = data.reads.get();
            assertThat(entities.authors().bySlug("anna")).contains(anna);
            assertThat(data.reads).hasValue(before);
        }
    }

    @Test
    void who_finds_an_author_by_name_is_not_told_that_nothing_can_be_forgotten(RedisServer server) {
        raw.set("author:slug:ann", "5");
        raw.set("author:id:5", "{\"id\":5,\"slug\":\"anna\"}");
        raw.executeCommand(new CommandArguments(Protocol.Command.ACL)
                .addObjects("SETUSER", "reader", "on", ">reading", "~*", "&*", "+@all", "-del", "-unlink"));
        URI uri = server.uri();
        try (Redis reader = Redis.connect(
                        RedisOptions.of(URI.create("redis://reader:reading@" + uri.getHost() + ":" + uri.getPort())));
                EntityCaches entities = EntityCaches.on(reader, KeyLayout.DOCUMENTED, OPTIONS, new Entities())) {
            assertThat(entities.authors().bySlug("ann")).map(Author::id).contains(5L);
        } finally {
            raw.executeCommand(new CommandArguments(Protocol.Command.ACL).addObjects("DELUSER", "reader"));
        }
    }

    /** A codec with a fault. */
    private record Faulty(Codec<List<Integer>> sound) implements Codec<List<Integer>> {
        @Override
        public byte[] encode(List<Integer> value) {
            return sound.encode(value);
        }

        @Override
        public List<Integer> decode(byte[] data) {
            throw new IllegalStateException("a fault");
        }

        @Override
        public long fingerprint() {
            return sound.fingerprint();
        }
    }

    @Test
    void what_shows_an_author_or_a_topic_is_forgotten_when_it_changes() {
        Entities data = new Entities();
        Author ann = data.author(5, "ann");
        Author bob = data.author(6, "bob");
        Topic ocean = data.topic(3, "ocean");
        CacheOptions near = OPTIONS.toBuilder().local(LocalOptions.defaults()).build();
        try (EntityCaches entities = EntityCaches.on(redis, KeyLayout.DOCUMENTED, near, data)) {
            assertThat(entities.authors().bySlug("ann")).contains(ann);
            assertThat(entities.topics().bySlug("ocean")).contains(ocean);
            assertThat(entities.topics().get(3)).contains(ocean);
            assertThat(entities.authors().followedTopics(5)).isEmpty();
            assertThat(entities.topics().followers(3)).isEmpty();
            assertThat(entities.authors().followers(6)).isEmpty();
            assertThat(raw.get("author:slug:ann")).isEqualTo("5");
            assertThat(raw.get("author:id:5")).contains("\"slug\":\"ann\"");
            assertThat(raw.ttl("author:id:5")).isEqualTo(-1);
            assertThat(raw.get("topic:followers:3")).isEqualTo("[]");

            data.topicFollowers.put(3L, List.of(5L));
            data.followedTopics.put(5L, List.of(3L));
            entities.topicFollowed(ann, ocean);
            assertThat(entities.authors().followedTopics(5)).containsExactly(3L);
            assertThat(entities.topics().followers(3)).containsExactly(5L);

            data.followers.put(6L, List.of(5L));
            entities.authorFollowed(ann, ann);
            entities.authorFollowed(ann, bob);
            assertThat(entities.authors().followers(6)).containsExactly(5L);

            Author anna = data.author(5, "anna");
            entities.authorChanged(ann, anna);
            assertThat(entities.authors().get(5)).contains(anna);
            assertThat(entities.authors().bySlug("ann")).isEmpty();
            assertThat(entities.authors().bySlug("anna")).contains(anna);
            assertThat(entities.authors().getAll(List.of(5L, 6L, 7L))).containsOnlyKeys(5L, 6L);
        }
    }

    /** A database. */
    private static final class Entities implements EntityLoader {
        private final AtomicInteger reads = new AtomicInteger();
        private final Map<Long, Author> authors = new ConcurrentHashMap<>();
        private final Map<Long, Topic> topics = new ConcurrentHashMap<>();
        private final Map<Long, List<Long>> topicFollowers = new ConcurrentHashMap<>();
        private final Map<Long, List<Long>> followedTopics = new ConcurrentHashMap<>();
        private final Map<Long, List<Long>> followers = new ConcurrentHashMap<>();

        Author author(long id, String slug) {
            Author author = new Author(id, null, slug, slug, null, null, true, null, null, null, null);
            authors.put(id, author);
            return author;
        }

        Topic topic(long id, String slug) {
            Topic topic = new Topic(id, slug, slug, null, null, 1, null, null, null);
            topics.put(id, topic);
            return topic;
        }

        @Override
        @SuppressWarnings("NullAway") // null is none
        public Author author(long id) {
            reads.incrementAndGet();
            return authors.get(id);
        }

        @Override
        @SuppressWarnings("NullAway")
        public Long authorId(String slug) {
            reads.incrementAndGet();
            return authors.values().stream()
                    .filter(author -> slug.equals(author.slug()))
                    .map(Author::id)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public List<Long> followers(long author) {
            return followers.getOrDefault(author, List.of());
        }

        @Override
        public List<Long> followedTopics(long author) {
            return followedTopics.getOrDefault(author, List.of());
        }

        @Override
        public List<Long> followedAuthors(long author) {
            return List.of();
        }

        @Override
        public List<Long> followedShouts(long author) {
            return List.of();
        }

        @Override
        @SuppressWarnings("NullAway")
        public Topic topic(long id) {
            return topics.get(id);
        }

        @Override
        @SuppressWarnings("NullAway")
        public Topic topicBySlug(String slug) {
            return topics.values().stream()
                    .filter(topic -> slug.equals(topic.slug()))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public List<Long> topicAuthors(long topic) {
            return List.of();
        }

        @Override
        public List<Long> topicFollowers(long topic) {
            return topicFollowers.getOrDefault(topic, List.of());
        }
    }
}
