package dev.redkeep.pubsub.topic;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A topic as a stream. */
final class RedisTopic<T> implements DurableTopic<T> {
    static final int MOST_AT_ONCE = 1_000;
    private static final int PAGE = 1_000;

    private final Redis redis;
    private final Place place;
    private final Codec<T> codec;
    private final TopicOptions options;
    private final TopicReport report;

    RedisTopic(Redis redis, Key key, Codec<T> codec, TopicOptions options, TopicListener listener) {
        this.redis = requireNonNull(redis, "redis");
        this.place = Place.of(redis, requireNonNull(key, "key"));
        this.codec = requireNonNull(codec, "codec");
        this.options = requireNonNull(options, "options");
        this.report = new TopicReport(requireNonNull(listener, "listener"), key.pattern());
    }

    @Override
    public EntryId publish(T value) {
        return publish(NewMessage.of(value)).orElseThrow();
    }

    @Override
    public Optional<EntryId> publish(NewMessage<T> message) {
        return publishAll(List.of(message)).get(0);
    }

    @Override
    public List<Optional<EntryId>> publishAll(List<NewMessage<T>> messages) {
        if (messages.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("messages must be 0.." + MOST_AT_ONCE + ", not " + messages.size());
        } else if (messages.isEmpty()) {
            return List.of();
        }
        ScriptCall<List<Optional<EntryId>>> call = TopicScripts.PUBLISH
                .on(place.topic(), place.number(), place.published())
                .arg(place.life())
                .arg(options.maxLength())
                .arg(options.maxAge().map(age -> age.toMillis()).orElse(0L))
                .arg(options.deduplicateFor());
        for (NewMessage<T> message : messages) {
            call.arg(message.id().orElse(""))
                    .arg(message.live().map(Key::bytes).orElseGet(() -> new byte[0]))
                    .arg(codec.encode(message.value()));
        }
        return redis.run(call);
    }

    @Override
    public TopicConsumer consume(String group, TopicHandler<T> handler, ConsumerOptions how) {
        requireNonNull(handler, "handler");
        TopicKeys.checked("group", requireNonNull(group, "group"));
        begin(group, requireNonNull(how, "options").start(), false);
        GroupCalls calls = new GroupCalls(redis, place, group, how, options);
        Consuming<T> consuming = new Consuming<>(calls, codec, handler, report.of(group));
        consuming.start(redis, place);
        return consuming;
    }

    private void begin(String group, Start start, boolean move) {
        redis.run(TopicScripts.BEGIN
                .on(place.topic(), place.far(group), place.number())
                .arg(group)
                .arg(start.place())
                .arg(move ? 1 : 0)
                .arg(place.life()));
    }

    @Override
    public List<TopicMessage<T>> read(EntryId after, int most) {
        return readable(entries(after, most));
    }

    @Override
    public void forEach(EntryId after, Consumer<TopicMessage<T>> each) {
        EntryId behind = after;
        for (List<Entry> page = entries(behind, PAGE); !page.isEmpty(); page = entries(behind, PAGE)) {
            readable(page).forEach(each);
            behind = page.get(page.size() - 1).id();
        }
    }

    private List<Entry> entries(EntryId after, int most) {
        return Letters.entries(redis, "topic.read", place.topic(), after, most);
    }

    private List<TopicMessage<T>> readable(List<Entry> entries) {
        List<TopicMessage<T>> messages = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            try {
                messages.add(entry.message(codec, 0));
            } catch (UnreadableDataException unreadable) {
                report.unreadable(entry.id(), unreadable);
            }
        }
        return messages;
    }

    @Override
    public void seek(String group, Start start) {
        TopicKeys.checked("group", requireNonNull(group, "group"));
        begin(group, requireNonNull(start, "start"), true);
    }

    @Override
    public Optional<Backlog> backlog(String group) {
        return redis.run(TopicScripts.BACKLOG
                .on(place.topic(), place.again(group), place.far(group), place.number())
                .arg(group));
    }

    @Override
    public boolean removeGroup(String group) {
        return redis.run(TopicScripts.REMOVE
                .on(place.topic(), place.again(group), place.far(group))
                .arg(group));
    }

    @Override
    public DeadLetters<T> deadLetters() {
        return new Letters<>(redis, place, codec, options);
    }
}
