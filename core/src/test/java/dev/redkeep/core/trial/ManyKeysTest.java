package dev.redkeep.core.trial;

import static dev.redkeep.core.key.Segment.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A trial of core's API: a hundred values read together, one of them absent and one unreadable. */
@RedisTest
class ManyKeysTest {
    private static final KeyPattern1<Long> AUTHOR = KeyPattern.of("author:id:{author_id}", number())
            .string()
            .persistent("invalidated on change")
            .owner("cache");
    private static final Codec<Author> AUTHORS = Codec.json(Author.class);

    record Author(long id, String name) {}

    @Test
    void one_unreadable_value_spoils_no_other(RedisServer server) {
        try (Redis redis = Redis.connect(Patience.with(RedisOptions.of(server.uri())))) {
            List<Key> keys =
                    LongStream.rangeClosed(1, 100).mapToObj(AUTHOR::key).toList();
            redis.executeAll(
                    "author.write",
                    keys.subList(0, 99),
                    (commands, key) -> commands.set(
                            key.bytes(),
                            key.equals(AUTHOR.key(42L))
                                    ? "{\"id\":42,".getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                    : AUTHORS.encode(
                                            new Author(AUTHOR.parse(key.bytes()).orElseThrow(), "name"))));

            List<Outcome<Author>> authors =
                    redis.executeAll("author.read", keys, (commands, key) -> commands.get(key.bytes())).stream()
                            .map(outcome -> outcome.map(AUTHORS::decode))
                            .toList();

            assertThat(authors).hasSize(100);
            assertThat(authors.get(6).get()).contains(new Author(7, "name"));
            assertThat(authors.get(99).get()).isEmpty();
            assertThat(authors.get(41).failure()).containsInstanceOf(UnreadableDataException.class);
            assertThat(authors.stream().filter(outcome -> outcome.failure().isEmpty()))
                    .hasSize(99);
        }
    }
}
