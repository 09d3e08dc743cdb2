package dev.redkeep.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.cache.Cache;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;

/** Spring Data's cache over Lettuce, with its JSON of one class. It has no way to read many, so that reads one after the other. */
final class SpringCache implements Contender {
    private final LettuceConnectionFactory connections;
    private final Cache articles;

    SpringCache(Target target) {
        this.connections = Clients.spring(target);
        this.articles = Clients.springCache(
                connections, "articles", new JacksonJsonRedisSerializer<>(Article.class), writing -> {});
    }

    @Override
    public String name() {
        return "Spring RedisCache";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case CACHE_HIT -> () -> article(Data.any(Data.VALUES));
                    case CACHE_ALL -> this::hundred;
                    default -> null;
                });
    }

    @Override
    public void prepare(Row row) {
        for (long n = 0; n < Data.VALUES; n++) {
            articles.put(n, Article.of(n));
        }
    }

    private Article article(long n) {
        return requireNonNull(articles.get(n, Article.class));
    }

    private List<Article> hundred() {
        List<Article> found = new ArrayList<>(Data.HUNDRED);
        Data.hundred().forEach(n -> found.add(article(n)));
        return found;
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
