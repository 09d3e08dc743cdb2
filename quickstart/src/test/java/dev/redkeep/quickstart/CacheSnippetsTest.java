package dev.redkeep.quickstart;

import static dev.redkeep.core.key.Segment.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheLoader;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.cache.LocalOptions;
import dev.redkeep.cache.Lookup;
import dev.redkeep.cache.WarmingOptions;
import dev.redkeep.cache.WarmingProgress;
import dev.redkeep.cache.document.DashboardCache;
import dev.redkeep.cache.document.DashboardQuery;
import dev.redkeep.cache.document.SearchCache;
import dev.redkeep.cache.document.SearchQuery;
import dev.redkeep.cache.document.SearchResults;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class CacheSnippetsTest {
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 31);

    record Article(long id, long author, String title) {}

    record Dashboard(int visits) {}

    // snippet: cache-key
    static final KeyPattern1<Long> ARTICLES = KeyPattern.of("blog:article:{id}", number().hashTag())
            .string()
            .ttl(TtlPolicy.between(Duration.ofSeconds(1), Duration.ofHours(1)))
            .owner("blog");
    // end

    private static final CacheOptions PATIENT =
            CacheOptions.builder().deadline(Duration.ofSeconds(40)).build();

    private final Map<Long, Article> database = new ConcurrentHashMap<>();
    private final List<String> told = new ArrayList<>();
    private Redis redis;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
        database.put(1L, new Article(1, 5, "One"));
        database.put(2L, new Article(2, 5, "Two"));
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void read() {
        // snippet: cache-read
        CacheSchema<Long, Article> schema = CacheSchema.of(ARTICLES, Codec.json(Article.class))
                .timeToLive(Duration.ofMinutes(10))
                .absentFor(Duration.ofSeconds(30));
        try (LoadingCache<Long, Article> articles =
                Cache.on(redis, schema, CacheOptions.defaults(), CacheLoader.ofOptional(this::findArticle))) {
            Optional<Article> one = articles.get(1L); // one load in the fleet, however many ask
            Map<Long, Article> two = articles.getAll(List.of(1L, 2L, 3L)); // one trip, one load of what is missing
            Lookup<Article> how = articles.lookUp(2L); // where it came from, and whether it is stale
            // end
            assertThat(one).contains(database.get(1L));
            assertThat(two).containsOnlyKeys(1L, 2L);
            assumeInTime(articles);
            assertThat(how.origin()).isEqualTo(Lookup.Origin.REDIS);
        }
    }

    @Test
    void change() {
        try (LoadingCache<Long, Article> articles = articles(PATIENT)) {
            assertThat(articles.get(1L)).isPresent();
            Article changed = new Article(1, 5, "Uno");
            // snippet: cache-change
            save(changed); // first the database,
            articles.invalidate(changed.id()); // then the cache: whoever reads from here on gets the new one

            articles.write(2L, new Article(2, 5, "Dos"), (id, article) -> save(article)); // or both in one
            // end
            assertThat(articles.get(1L)).contains(changed);
            assertThat(articles.getIfPresent(2L)).contains(database.get(2L));
        }
    }

    @Test
    void many() {
        // snippet: cache-tags
        CacheSchema<Long, Article> schema = CacheSchema.of(ARTICLES, Codec.json(Article.class))
                .taggedBy((id, article) -> List.of("author:" + article.author()));
        // end
        try (LoadingCache<Long, Article> articles = Cache.on(redis, schema, PATIENT, database::get)) {
            articles.getAll(List.of(1L, 2L));
            // snippet: cache-forget
            articles.invalidateTag("author:5"); // all of an author's articles, however many there are
            articles.clear(); // everything
            // end
            assertThat(articles.getAllPresent(List.of(1L, 2L))).isEmpty();
        }
    }

    @Test
    void options() {
        // snippet: cache-options
        CacheOptions options = CacheOptions.builder()
                .local(LocalOptions.defaults()) // this process' memory before Redis
                .refreshAhead(1) // a hot value never runs out
                .staleFor(Duration.ofSeconds(30)) // while somebody loads
                .staleIfError(Duration.ofMinutes(10)) // if the database is away
                .loadTimeout(Duration.ofSeconds(2))
                .build();
        // end
        try (LoadingCache<Long, Article> articles = articles(options)) {
            assertThat(articles.get(1L)).isPresent();
            Lookup<Article> again = articles.lookUp(1L);
            assumeInTime(articles);
            assertThat(again.hit()).isTrue();
        }
    }

    @Test
    void warm() {
        try (LoadingCache<Long, Article> articles = articles(PATIENT)) {
            // snippet: cache-warm
            WarmingProgress done = articles.warm(
                    database.keySet().iterator(),
                    WarmingOptions.defaults()
                            .withPerSecond(500)
                            .withTotal(database.size())
                            .withProgress(so -> tell(so.position() + " done")));
            // end
            assertThat(done.loaded()).isEqualTo(2);
            assertThat(told).isNotEmpty();
        }
    }

    @Test
    void documents() {
        CacheOptions options = PATIENT;
        // snippet: cache-documents
        try (LoadingCache<SearchQuery, SearchResults> searches =
                        SearchCache.on(redis, KeyLayout.DOCUMENTED, options, this::search);
                LoadingCache<DashboardQuery, Dashboard> dashboards = DashboardCache.on(
                        redis, KeyLayout.DOCUMENTED, Codec.json(Dashboard.class), options, this::dashboard)) {
            searches.get(SearchQuery.of("Ocean  winds").and("lang", "en")); // search_cache:ocean winds:lang=en
            dashboards.get(new DashboardQuery(7, JANUARY, MARCH)); // tk:analytics:dashboard:7:2026-01-01:2026-03-31
            dashboards.invalidateGroup("7"); // all of a user's at once
        }
        // end
        assertThat(told).containsExactly("searched ocean winds", "computed 7");
    }

    /** A machine that takes longer than a cache's 1 s proves nothing here; the module's own tests wait longer. */
    private static void assumeInTime(Cache<Long, Article> articles) {
        assumeThat(articles.stats().degraded()).isZero();
    }

    private SearchResults search(SearchQuery query) {
        tell("searched " + query.text());
        return new SearchResults(query.text(), List.of(), 0, null);
    }

    private Dashboard dashboard(DashboardQuery query) {
        tell("computed " + query.user());
        return new Dashboard(3);
    }

    private LoadingCache<Long, Article> articles(CacheOptions options) {
        CacheSchema<Long, Article> schema =
                CacheSchema.of(ARTICLES, Codec.json(Article.class)).timeToLive(Duration.ofMinutes(10));
        return Cache.on(redis, schema, options, database::get);
    }

    private Optional<Article> findArticle(Long id) {
        return Optional.ofNullable(database.get(id));
    }

    private void save(Article article) {
        database.put(article.id(), article);
    }

    private void tell(String text) {
        told.add(text);
    }
}
