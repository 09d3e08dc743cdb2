package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.pubsub.LiveChannels;
import dev.redkeep.pubsub.LiveChannelsOptions;
import dev.redkeep.pubsub.PubSubListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** Publishing, groups, failures, dead letters. */
class DurableTopicTest extends TopicOnRedis {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void each_group_gets_every_message_in_order() {
        topic.publish("1");
        topic.publish("2");
        List<String> other = new CopyOnWriteArrayList<>();
        consume(calm().workers(1), into(heard));
        keep(topic.consume("stock", into(other), calm().workers(1).build()));
        topic.publish("3");
        awaitAll(heard, "1", "2", "3");
        awaitAll(other, "1", "2", "3");
        awaitNothingLeft();
    }

    @Test
    void numbers_run_without_a_hole() {
        List<EntryId> places =
                IntStream.range(0, 50).mapToObj(i -> topic.publish("m" + i)).toList();
        assertThat(places).isSorted().extracting(EntryId::sequence).first().isEqualTo(1L);
        assertThat(places.get(49).sequence()).isEqualTo(50);
    }

    @Test
    void what_has_an_id_is_published_once() {
        NewMessage<String> order = NewMessage.of("17").withId("order-17");
        Optional<EntryId> first = topic.publish(order);
        assertThat(first).isPresent();
        assertThat(topic.publish(order)).isEmpty();
        assertThat(topic.publishAll(List.of(
                        order,
                        NewMessage.of("x").withId("x"),
                        NewMessage.of("x").withId("x"))))
                .extracting(Optional::isPresent)
                .containsExactly(false, true, false);
        assertThat(topic.read(EntryId.START, 10))
                .extracting(TopicMessage::value)
                .containsExactly("17", "x");
    }

    @Test
    void an_id_counts_for_its_time() {
        topic = topic(TopicOptions.defaults().withDeduplicateFor(Duration.ofSeconds(1)));
        NewMessage<String> order = NewMessage.of("17").withId("order-17");
        assertThat(topic.publish(order)).isPresent();
        await().until(() -> topic.publish(order).isPresent());
        assertThat(raw.pttl("topic-published:jobs:a")).isNotEqualTo(-1L).isLessThanOrEqualTo(1_000L);
    }

    @Test
    void many_publishers_of_one_id_publish_it_once() throws Exception {
        AtomicInteger published = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 16)
                .mapToObj(i -> new Thread(() -> IntStream.range(0, 50)
                        .forEach(each -> topic.publish(NewMessage.of("m").withId("id-" + each))
                                .ifPresent(place -> published.incrementAndGet()))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(published).hasValue(50);
    }

    @Test
    void what_throws_is_tried_again_and_then_a_dead_letter_with_its_error() {
        topic.publish("poison");
        topic.publish("good");
        consume(calm().workers(1).attempts(3), message -> {
            if (message.value().equals("poison")) {
                throw new IllegalStateException("at try " + message.attempt());
            }
            heard.add(message.value());
        });
        await().until(() -> topic.deadLetters().count() == 1);
        awaitAll(heard, "good");
        awaitAll(told, "retry 1", "retry 2", "dead 3");
        DeadLetter<String> letter = topic.deadLetters().read(EntryId.START, 10).get(0);
        assertThat(letter.group()).isEqualTo(GROUP);
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(letter.error()).isEqualTo("java.lang.IllegalStateException: at try 3");
        assertThat(letter.origin())
                .isEqualTo(topic.read(EntryId.START, 1).get(0).id());
        assertThat(letter.value()).hasValue("poison");
        assertThat(letter.toString()).doesNotContain("poison", "try 3");
        awaitNothingLeft();
    }

    @Test
    void a_dead_letter_is_replayed_for_its_group_alone() {
        topic.publish("hard");
        AtomicInteger fails = new AtomicInteger(2);
        List<TopicMessage<String>> got = new CopyOnWriteArrayList<>();
        List<String> other = new CopyOnWriteArrayList<>();
        consume(calm().attempts(1), message -> {
            if (fails.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
            got.add(message);
        });
        keep(topic.consume("stock", into(other), calm().build()));
        awaitAll(other, "hard");
        EntryId origin = topic.read(EntryId.START, 1).get(0).id();
        for (int again = 0; again < 2; again++) {
            await().until(() -> topic.deadLetters().count() == 1);
            DeadLetter<String> letter =
                    topic.deadLetters().read(EntryId.START, 1).get(0);
            assertThat(letter.origin()).isEqualTo(origin);
            assertThat(topic.deadLetters().replay(letter.id())).isPresent();
            assertThat(topic.deadLetters().replay(letter.id())).isEmpty();
        }
        await().until(() -> got.size() == 1);
        assertThat(got.get(0).value()).isEqualTo("hard");
        assertThat(got.get(0).attempt()).isEqualTo(1);
        assertThat(got.get(0).origin()).isEqualTo(origin);
        await().untilAsserted(() ->
                assertThat(topic.backlog("stock").orElseThrow().pending()).isZero());
        await().untilAsserted(() ->
                assertThat(topic.backlog("stock").orElseThrow().lag()).hasValue(0));
        assertThat(other).containsExactly("hard");
        assertThat(topic.deadLetters().count()).isZero();
    }

    @Test
    void a_dead_letter_can_be_removed() {
        topic.publish("bad");
        consume(calm().attempts(1), message -> {
            throw new AssertionError("an error too");
        });
        await().until(() -> topic.deadLetters().count() == 1);
        EntryId letter = topic.deadLetters().read(EntryId.START, 1).get(0).id();
        assertThat(topic.deadLetters().remove(letter)).isTrue();
        assertThat(topic.deadLetters().remove(letter)).isFalse();
        assertThat(topic.deadLetters().read(EntryId.START, 10)).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_a_dead_letter_at_once_and_keeps_nobody() {
        topic.publish("1");
        raw.xadd(key.bytes(), new XAddParams(), Map.of(TEXT.encode("m"), new byte[] {(byte) 0xff}));
        raw.xadd("jobs:a", StreamEntryID.NEW_ENTRY, Map.of("other", "x"));
        topic.publish("2");
        consume(calm().workers(1), into(heard));
        awaitAll(heard, "1", "2");
        await().until(() -> topic.deadLetters().count() == 2);
        awaitAll(told, "dead 1", "dead 1");
        assertThat(topic.read(EntryId.START, 10))
                .extracting(TopicMessage::value)
                .containsExactly("1", "2");
        assertThat(told).containsExactly("dead 1", "dead 1", "unreadable", "unreadable");
        List<String> all = new CopyOnWriteArrayList<>();
        topic.forEach(EntryId.START, message -> all.add(message.value()));
        assertThat(all).containsExactly("1", "2");
    }

    @Test
    void a_group_begins_where_it_is_told() {
        EntryId first = topic.publish("1");
        EntryId second = topic.publish("2");
        keep(topic.consume("latest", into(heard), calm().start(Start.latest()).build()));
        List<String> behind = new CopyOnWriteArrayList<>();
        keep(topic.consume(
                "behind",
                into(behind),
                calm().workers(1).start(Start.after(first)).build()));
        topic.publish("3");
        awaitAll(heard, "3");
        awaitAll(behind, "2", "3");
        assertThat(topic.read(EntryId.before(second.at()), 10))
                .extracting(TopicMessage::value)
                .contains("2", "3");
        assertThat(topic.read(EntryId.before(Instant.ofEpochMilli(second.millis() + 1_000_000)), 10))
                .isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void a_group_can_be_rewound_and_moved_forth() {
        EntryId first = topic.publish("1");
        topic.publish("2");
        consume(calm().workers(1), into(heard));
        awaitAll(heard, "1", "2");
        awaitNothingLeft();
        topic.seek(GROUP, Start.after(first));
        awaitAll(heard, "1", "2", "2");
        awaitNothingLeft();
        topic.seek(GROUP, Start.from(first.at()));
        await().untilAsserted(() -> assertThat(heard).containsExactly("1", "2", "2", "1", "2"));
        awaitNothingLeft();
        topic.seek("unborn", Start.latest());
        assertThat(topic.backlog("unborn").orElseThrow().lag()).hasValue(0);
        assertThat(topic.backlog("nobody")).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void what_was_trimmed_before_a_group_got_it_is_a_gap() {
        topic.seek(GROUP, Start.earliest());
        EntryId first = topic.publish("0");
        List<EntryId> places =
                IntStream.range(1, 10).mapToObj(i -> topic.publish("" + i)).toList();
        List<TopicGap> gaps = new CopyOnWriteArrayList<>();
        TopicConsumer one =
                topic.consume(GROUP, gapsInto(gaps), calm().workers(1).build());
        await().until(() -> heard.size() == 10);
        awaitNothingLeft();
        one.close();
        IntStream.range(10, 20).forEach(i -> topic.publish("" + i));
        raw.xtrim("jobs:a", 4, false);
        consume(calm().workers(1), gapsInto(gaps));
        await().until(() -> heard.size() == 14);
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.missing()).hasValue(6);
            assertThat(gap.after()).isEqualTo(places.get(8));
            assertThat(gap.before().sequence()).isEqualTo(17);
        });
        assertThat(heard.subList(10, 14)).containsExactly("16", "17", "18", "19");
        assertThat(first.sequence()).isEqualTo(1);
    }

    private TopicHandler<String> gapsInto(List<TopicGap> gaps) {
        return new TopicHandler<>() {
            @Override
            public void message(TopicMessage<String> message) {
                heard.add(message.value());
            }

            @Override
            public void gap(TopicGap gap) {
                gaps.add(gap);
                throw new IllegalStateException("as a handler may");
            }
        };
    }

    @Test
    void length_and_age_are_bounded_and_the_key_has_its_end() {
        topic = topic(TopicOptions.defaults().withMaxLength(100));
        for (int i = 0; i < 10; i++) {
            topic.publishAll(
                    IntStream.range(0, 100).mapToObj(each -> NewMessage.of("m")).toList());
        }
        assertThat(raw.xlen("jobs:a")).isBetween(100L, 300L);
        assertThat(raw.pttl("jobs:a")).isBetween(1L, 86_400_000L);
        assertThat(raw.pttl("topic-number:jobs:a")).isBetween(86_400_000L, 2 * 86_400_000L);
    }

    @Test
    void old_messages_go_when_one_is_published() {
        topic = topic(TopicOptions.defaults().withMaxAge(Duration.ofSeconds(1)));
        topic.publishAll(
                IntStream.range(0, 1_000).mapToObj(i -> NewMessage.of("m")).toList());
        await().until(() -> {
            topic.publish("n");
            return raw.xlen("jobs:a") < 1_000;
        });
    }

    @Test
    void a_group_that_was_removed_is_made_again_and_misses_nothing() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        consume(calm(), into(seen));
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 20; i++) {
                topic.publish(round + "." + i);
            }
            raw.xgroupDestroy("jobs:a", GROUP);
        }
        await().until(() -> seen.size() == 400);
        await().until(() -> told.contains("made again"));
        assertThat(told).allMatch("made again"::equals);
    }

    @Test
    void a_topic_that_was_deleted_goes_on_and_the_group_is_told() {
        consume(calm().workers(1), into(heard));
        topic.publish("1");
        topic.publish("2");
        awaitAll(heard, "1", "2");
        awaitNothingLeft();
        raw.del("jobs:a", "topic-number:jobs:a");
        await().until(() -> told.contains("made again")); // while nothing is there
        topic.publish("3");
        awaitAll(heard, "1", "2", "3");
        await().until(() -> told.contains("gap OptionalLong.empty"));
        topic.publish("4");
        awaitAll(heard, "1", "2", "3", "4");
    }

    @Test
    void a_lost_number_goes_on_where_the_topic_is() {
        topic.publish("1");
        topic.publish("2");
        raw.del("topic-number:jobs:a");
        assertThat(topic.publish("3").sequence()).isEqualTo(3);
        raw.xadd("jobs:a", new StreamEntryID(4_000_000_000_000L, 0), Map.of("m", "of the future"));
        EntryId behind = topic.publish("4");
        assertThat(behind).isEqualTo(new EntryId(4_000_000_000_000L, 4));
        consume(calm().workers(1), into(heard));
        awaitAll(heard, "1", "2", "3", "of the future", "4");
        assertThat(told).isEmpty();
    }

    @Test
    void a_message_is_told_a_live_channel_in_the_one_round_trip() {
        LiveChannelsOptions calm = LiveChannelsOptions.defaults().withHeartbeat(Duration.ofMinutes(10));
        Key channel = KeyPattern.of("live").channel().owner("tests").key();
        try (LiveChannels live = LiveChannels.on(redis, calm, PubSubListener.NO_OP)) {
            live.subscribe(channel, TEXT, message -> heard.add("live " + message.value()));
            long before = redis.stats().operations();
            NewMessage<String> message = NewMessage.of("17").withId("17").withLive(channel);
            assertThat(topic.publish(message)).isPresent();
            assertThat(redis.stats().operations() - before).isEqualTo(1);
            assertThat(topic.publish(message)).isEmpty(); // nor is it told again
            topic.publish(NewMessage.of("18").withLive(channel));
            awaitAll(heard, "live 17", "live 18");
        }
    }

    @Test
    void what_is_no_stream_is_refused() {
        raw.set("jobs:a", "x");
        assertThatExceptionOfType(RedisWrongTypeException.class).isThrownBy(() -> topic.publish("1"));
        KeyPattern0 hash = KeyPattern.of("h").hash().fixed(Duration.ofDays(1)).owner("tests");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurableTopic.on(redis, hash.key(), TEXT))
                .withMessageContaining("must be declared a stream");
        assertThatIllegalArgumentException().isThrownBy(() -> topic.consume("a:b", into(heard)));
        assertThatIllegalArgumentException().isThrownBy(() -> topic.read(EntryId.START, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryId.parse("x"));
        assertThatIllegalArgumentException().isThrownBy(() -> NewMessage.of("x").withId(""));
        assertThatIllegalArgumentException().isThrownBy(() -> NewMessage.of("x").withLive(key));
    }
}
