package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XClaimParams;

/** Other programs write what they should not; handlers and listeners throw what they should not. */
class TopicGarbageTest extends TopicOnRedis {
    private static final String AGAIN = "topic-again-billing:jobs:a";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger unavailable = new AtomicInteger();

    private final TopicListener evil = new TopicListener() {
        @Override
        public void onUnavailable(String topic, String group, RuntimeException failure) {
            unavailable.incrementAndGet();
            throw new AssertionError("as a listener may");
        }

        @Override
        public void onRetry(String topic, String group, EntryId id, int attempt, Throwable failure) {
            throw new AssertionError("as a listener may");
        }
    };

    private TopicConsumer consumer() {
        topic = DurableTopic.on(redis, key, TEXT, TopicOptions.defaults(), evil);
        return consume(calm().workers(1).takeOverAfter(Duration.ofSeconds(1)), into(heard));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs:a", AGAIN, "topic-group-billing:jobs:a"})
    void while_a_key_is_of_another_type_a_consumer_fails_and_goes_on_when_it_is_gone(String name) {
        consumer();
        topic.publish("1");
        awaitAll(heard, "1");
        raw.set(name, "garbage");
        await().until(() -> unavailable.get() >= 3); // and pauses in between
        long calls = redis.stats().operations();
        assertThat(calls).isLessThan(100_000);
        raw.del(name);
        topic.publish("2");
        await().until(() -> heard.contains("2"));
        awaitNothingLeft();
    }

    @Test
    void a_number_that_is_none_and_keys_of_another_type_are_refused() {
        topic.publish("1");
        raw.set("topic-number:jobs:a", "garbage");
        assertThatExceptionOfType(RedisException.class).isThrownBy(() -> topic.publish("2"));
        consumer();
        awaitAll(heard, "1");
        raw.xgroupDestroy("jobs:a", GROUP);
        await().until(() -> raw.xinfoGroups("jobs:a").size() == 1);
        assertThat(topic.backlog(GROUP)).isPresent();
        raw.del("topic-number:jobs:a");
        assertThat(topic.publish("2").sequence()).isEqualTo(2);
        await().until(() -> heard.contains("2"));
        raw.set("topic-published:jobs:a", "garbage");
        assertThatExceptionOfType(RedisException.class)
                .isThrownBy(() -> topic.publish(NewMessage.of("3").withId("3")));
        raw.set("topic-dead:jobs:a", "garbage");
        assertThatExceptionOfType(RedisException.class)
                .isThrownBy(() -> topic.deadLetters().count());
        topic.publish("4");
        await().until(() -> heard.contains("4"));
    }

    @Test
    void what_waits_for_its_next_try_and_is_garbage_is_passed_over() {
        EntryId place = topic.publish("1");
        consumer();
        awaitAll(heard, "1");
        awaitNothingLeft();
        for (String garbage :
                List.of("", "x", "1-1", "x 1", "1-1 x", place + " 99999999999", "99999999999999999999999-1 1")) {
            raw.zadd(AGAIN, 0, garbage);
        }
        raw.zadd(AGAIN, Double.POSITIVE_INFINITY, "never");
        topic.publish("2");
        awaitAll(heard, "1", "2");
        await().until(() -> raw.zcard(AGAIN) == 1);
    }

    @Test
    void a_message_of_which_others_say_that_it_was_tried_a_billion_times_is_a_dead_letter() {
        topic.seek(GROUP, Start.earliest());
        EntryId place = topic.publish("1");
        new GroupCalls(redis, Place.of(redis, key), GROUP, calm().name("dead").build(), TopicOptions.defaults())
                .take(1, Hands.GapState.TOLD, List.of());
        raw.xclaim(
                "jobs:a",
                GROUP,
                "dead",
                0,
                new XClaimParams().retryCount(Integer.MAX_VALUE),
                new StreamEntryID(place.toString()));
        consume(calm().name("dead"), into(heard));
        await().until(() -> topic.deadLetters().count() == 1);
        topic.publish("2");
        awaitAll(heard, "2");
    }

    @Test
    void entries_and_dead_letters_of_other_programs_keep_nobody() {
        raw.xadd("jobs:a", StreamEntryID.NEW_ENTRY, Map.of("m", "1", "redkeep:origin", "garbage"));
        raw.xadd("jobs:a", StreamEntryID.NEW_ENTRY, Map.of("redkeep:origin", "garbage"));
        raw.xadd("topic-dead:jobs:a", StreamEntryID.NEW_ENTRY, Map.of("tries", "garbage"));
        consume(calm().workers(1), into(heard));
        awaitAll(heard, "1");
        await().until(() -> topic.deadLetters().count() == 2);
        List<DeadLetter<String>> letters = topic.deadLetters().read(EntryId.START, 10);
        assertThat(letters).extracting(DeadLetter::group).containsExactly("", GROUP);
        assertThat(letters).extracting(DeadLetter::attempts).containsExactly(0, 1);
        assertThat(letters.get(0).origin()).isEqualTo(letters.get(0).id());
        assertThat(topic.deadLetters().replay(letters.get(0).id())).isEmpty();
        assertThat(topic.deadLetters().remove(letters.get(0).id())).isTrue();
        assertThat(topic.read(EntryId.START, 10))
                .extracting(TopicMessage::value)
                .containsExactly("1");
        topic.publish("2");
        awaitAll(heard, "1", "2");
    }

    /** It cannot even be told what it is. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("nor this");
        }
    }

    @Test
    void whatever_a_handler_and_a_listener_throw_the_worker_goes_on() {
        topic = DurableTopic.on(redis, key, TEXT, TopicOptions.defaults(), evil);
        AtomicBoolean interrupt = new AtomicBoolean(true);
        consume(calm().workers(1).attempts(2), message -> {
            switch (message.value()) {
                case "unspeakable" -> throw new Unspeakable();
                case "error" -> throw new StackOverflowError();
                case "sneaky" -> throw new InterruptedException("of its own");
                case "interrupting" -> {
                    Thread.currentThread().interrupt();
                    if (interrupt.getAndSet(false)) {
                        throw new IllegalStateException("and this");
                    }
                    heard.add(message.value());
                }
                default -> heard.add(message.value());
            }
        });
        List.of("unspeakable", "error", "sneaky", "interrupting", "good").forEach(topic::publish);
        await().until(() -> heard.size() == 2);
        await().until(() -> topic.deadLetters().count() == 3);
        awaitNothingLeft();
        assertThat(unavailable).hasValue(0);
        assertThat(topic.deadLetters().read(EntryId.START, 10))
                .extracting(DeadLetter::error)
                .contains(Unspeakable.class.getName());
    }

    @Test
    void scripts_that_are_flushed_are_sent_again() {
        AtomicInteger again = new AtomicInteger();
        consume(calm(), message -> {
            again.addAndGet(message.attempt() - 1);
            heard.add(message.value());
        });
        for (int i = 0; i < 1_000; i++) {
            topic.publish("m" + i);
            if (i % 10 == 0) {
                raw.scriptFlush();
            }
        }
        await().until(() -> heard.size() == 1_000);
        awaitNothingLeft();
        assertThat(again).hasValue(0);
        assertThat(told).isEmpty();
    }
}
