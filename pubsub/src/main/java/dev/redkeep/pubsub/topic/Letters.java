package dev.redkeep.pubsub.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;

/** Dead letters as a stream, whose entries say what was wrong beside what was published. */
final class Letters<T> implements DeadLetters<T> {
    private static final int MOST = 10_000;
    /** In front of the names that the entry had in the topic. */
    private static final String PUBLISHED = "said-";

    private final Redis redis;
    private final Place place;
    private final Codec<T> codec;
    private final TopicOptions options;

    Letters(Redis redis, Place place, Codec<T> codec, TopicOptions options) {
        this.redis = redis;
        this.place = place;
        this.codec = codec;
        this.options = options;
    }

    @Override
    public long count() {
        return redis.execute(
                        "topic.dead-letters",
                        place.dead(),
                        commands -> commands.xlen(place.dead().bytes()))
                .orElse(0L);
    }

    @Override
    public List<DeadLetter<T>> read(EntryId after, int most) {
        return range(redis, "topic.dead-letters", place.dead(), after, most).stream()
                .map(this::letter)
                .toList();
    }

    private DeadLetter<T> letter(Object told) {
        List<?> parts = (List<?>) told;
        List<byte[]> all = Entry.fields((List<?>) parts.get(1));
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            fields.put(Entry.text(all.get(i)), all.get(i + 1));
        }
        EntryId id = EntryId.parse(Entry.text((byte[]) parts.get(0)));
        return new DeadLetter<>(
                id,
                text(fields, "group"),
                EntryId.parsed(text(fields, "origin")).orElse(id),
                tries(text(fields, "tries")),
                text(fields, "error"),
                readable(fields.get(PUBLISHED + Entry.SAID)));
    }

    private Optional<T> readable(byte @Nullable [] said) {
        try {
            return said == null ? Optional.empty() : Optional.of(codec.decode(said));
        } catch (UnreadableDataException asItWas) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        return value == null ? "" : Entry.text(value);
    }

    private static int tries(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    @Override
    public Optional<EntryId> replay(EntryId letter) {
        return redis.run(TopicScripts.REPLAY
                .on(place.dead(), place.topic(), place.number())
                .arg(letter.toString())
                .arg(options.maxLength())
                .arg(place.life()));
    }

    @Override
    public boolean remove(EntryId letter) {
        return redis.execute(
                                "topic.dead-letters",
                                place.dead(),
                                commands -> commands.xdel(
                                        place.dead().bytes(), letter.toString().getBytes(US_ASCII)))
                        .orElse(0L)
                > 0;
    }

    static List<Entry> entries(Redis redis, String operation, Key stream, EntryId after, int most) {
        return Entry.all(range(redis, operation, stream, after, most));
    }

    private static List<?> range(Redis redis, String operation, Key stream, EntryId after, int most) {
        requireNonNull(after, "after");
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most must be 1.." + MOST + ", not " + most);
        }
        return redis.execute(
                        operation,
                        stream,
                        commands -> new CommandObject<>(
                                new CommandArguments(Command.XRANGE)
                                        .key(stream.bytes())
                                        .add("(" + after)
                                        .add("+")
                                        .add("COUNT")
                                        .add(most),
                                BuilderFactory.RAW_OBJECT_LIST))
                .orElse(List.of());
    }
}
