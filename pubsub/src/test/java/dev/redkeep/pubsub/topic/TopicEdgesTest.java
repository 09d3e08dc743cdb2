package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XClaimParams;
import redis.clients.jedis.params.XPendingParams;

/** Where a message could get lost, or come twice, without a crash. */
class TopicEdgesTest extends TopicOnRedis {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private void note(TopicMessage<String> message) {
        heard.add(message.value() + "#" + message.attempt());
    }

    @Test
    void what_is_due_again_before_its_worker_is_through_comes_at_once() {
        CountDownLatch again = new CountDownLatch(1);
        TopicListener slow = new TopicListener() {
            @Override
            public void onRetry(String topic, String group, EntryId id, int attempt, Throwable failure) {
                try {
                    again.await(); // the first worker is in here until another one has it again
                } catch (InterruptedException byTheClose) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        topic = DurableTopic.on(redis, key, TEXT, TopicOptions.defaults(), slow);
        topic.publish("m");
        consume(calm().workers(2), message -> {
            note(message);
            if (message.attempt() == 1) {
                throw new IllegalStateException("at first");
            }
            again.countDown();
        });
        awaitAll(heard, "m#1", "m#2");
        awaitNothingLeft();
    }

    @Test
    void a_retry_that_fails_after_its_group_was_removed_is_tried_again() {
        topic.publish("bad");
        AtomicBoolean removed = new AtomicBoolean();
        consume(calm().workers(1), message -> {
            note(message);
            if (message.attempt() == 2 && removed.compareAndSet(false, true)) {
                raw.xgroupDestroy("jobs:a", GROUP);
            }
            if (message.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
        });
        await().until(() -> heard.contains("bad#3") || heard.size() > 3);
        awaitNothingLeft();
        assertThat(topic.deadLetters().count()).isZero();
    }

    @Test
    void what_the_close_interrupts_was_not_tried() {
        topic.publish("m");
        CountDownLatch begun = new CountDownLatch(1);
        TopicConsumer first = consume(calm().attempts(1).closeWithin(Duration.ZERO), message -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        await().until(() -> begun.getCount() == 0);
        first.close();
        consume(calm().attempts(1), this::note);
        awaitAll(heard, "m#1");
        awaitNothingLeft();
        assertThat(topic.deadLetters().count()).isZero();
    }

    @Test
    void a_handler_that_closes_its_consumer_has_handled_its_message() {
        topic.publish("m");
        CompletableFuture<TopicConsumer> itself = new CompletableFuture<>();
        itself.complete(consume(calm().workers(1), message -> {
            note(message);
            itself.get().close();
        }));
        awaitAll(heard, "m#1");
        await().untilAsserted(() ->
                assertThat(topic.backlog(GROUP).orElseThrow().pending()).isZero());
    }

    @Test
    void a_handler_that_outlasts_the_close_and_is_through_at_last_has_handled_its_message() {
        topic.publish("m");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean stubborn = new AtomicBoolean(true);
        TopicConsumer first = consume(calm().workers(1).closeWithin(Duration.ZERO), message -> {
            begun.countDown();
            while (stubborn.get()) {
                try {
                    end.await();
                    stubborn.set(false);
                } catch (InterruptedException ignoredByThisOne) {
                    stubborn.set(true);
                }
            }
        });
        await().until(() -> begun.getCount() == 0);
        first.close();
        assertThat(topic.backlog(GROUP).orElseThrow().pending()).isOne();
        end.countDown();
        awaitNothingLeft();
    }

    @Test
    void what_waits_outlives_the_topic_by_its_delay() {
        topic.publish("bad");
        consume(calm().delays(Duration.ofDays(1), Duration.ofDays(1)), message -> {
            throw new IllegalStateException("x");
        });
        await().until(() -> told.contains("retry 1"));
        assertThat(raw.pttl("topic-again-billing:jobs:a"))
                .isGreaterThan(Duration.ofHours(36).toMillis());
    }

    @Test
    void a_group_of_which_nothing_is_kept_any_more_tells_gaps_too() {
        topic.publish("0");
        TopicConsumer first = consume(calm(), this::note);
        awaitAll(heard, "0#1");
        awaitNothingLeft();
        first.close();
        raw.del("topic-group-billing:jobs:a");
        IntStream.range(1, 6).forEach(i -> topic.publish("" + i));
        raw.xtrim("jobs:a", 2, false);
        consume(calm().workers(1), this::note);
        awaitAll(heard, "0#1", "4#1", "5#1");
        await().until(() -> told.contains("gap OptionalLong[3]"));
    }

    @Test
    void what_was_not_read_when_the_topic_was_over_is_a_gap() {
        topic.publish("0");
        TopicConsumer first = consume(calm(), this::note);
        awaitAll(heard, "0#1");
        awaitNothingLeft();
        first.close();
        topic.publish("1");
        topic.publish("2");
        raw.del("jobs:a"); // as if it was over
        topic.publish("3");
        consume(calm(), this::note);
        awaitAll(heard, "0#1", "3#1");
        await().until(() -> told.stream().anyMatch(each -> each.startsWith("gap")));
    }

    @Test
    void another_programs_fields_mean_nothing_here() {
        raw.xadd("jobs:a", StreamEntryID.NEW_ENTRY, Map.of("m", "1", "for", "x", "origin", "y"));
        consume(calm(), this::note);
        awaitAll(heard, "1#1");
    }

    @Test
    void another_programs_place_beyond_all_bounds_keeps_nobody() {
        topic.publish("1");
        String last = "18446744073709551614-18446744073709551614";
        raw.eval("return redis.call('XADD', KEYS[1], ARGV[1], 'm', '2')", List.of("jobs:a"), List.of(last));
        consume(calm().workers(1), this::note);
        awaitAll(heard, "1#1", "2#1");
        await().until(() -> topic.backlog(GROUP).orElseThrow().pending() == 0);
        assertThat(topic.read(EntryId.START, 10))
                .extracting(TopicMessage::id)
                .last()
                .hasToString(last);
    }

    @Test
    void of_what_was_left_behind_no_more_is_held_than_there_are_workers() {
        topic.seek(GROUP, Start.earliest());
        IntStream.range(0, 30).forEach(i -> topic.publish("" + i));
        StreamEntryID[] held = dies("dead", 20).given().stream()
                .map(given -> new StreamEntryID(given.id().toString()))
                .toArray(StreamEntryID[]::new);
        raw.xclaimJustId("jobs:a", GROUP, "dead", 0, new XClaimParams().idle(86_000_000), held); // as if long ago
        CountDownLatch end = new CountDownLatch(1);
        consume(calm().workers(2), message -> {
            end.await();
            note(message);
        });
        await().until(() -> twice() == 2 && topic.backlog(GROUP).orElseThrow().pending() == 30);
        end.countDown();
        awaitNothingLeft();
        assertThat(heard).hasSize(30);
    }

    private long twice() {
        return raw.xpending("jobs:a", GROUP, new XPendingParams("-", "+", 100)).stream()
                .filter(each -> each.getDeliveredTimes() > 1)
                .count();
    }

    @Test
    void what_a_close_gives_back_comes_in_its_order() {
        IntStream.range(0, 150).forEach(i -> topic.publish("" + i));
        CountDownLatch end = new CountDownLatch(1);
        TopicConsumer first = consume(calm().workers(1), message -> {
            note(message);
            if (heard.size() == 5) {
                end.await();
            }
        });
        await().until(() -> heard.size() == 5);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(first::close);
        await().until(() -> topic.backlog(GROUP).orElseThrow().retrying() > 0);
        end.countDown();
        closing.join();
        consume(calm().workers(1), this::note);
        awaitNothingLeft();
        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.range(0, 150).mapToObj(i -> i + "#1").toList());
    }

    @Test
    void what_is_handled_is_acknowledged_though_the_next_takes_long() {
        IntStream.range(0, 10).forEach(i -> topic.publish("" + i));
        CountDownLatch end = new CountDownLatch(1);
        consume(calm().workers(1), message -> {
            if (heard.size() == 5) {
                end.await();
            }
            note(message);
        });
        await().until(() -> topic.backlog(GROUP).orElseThrow().pending() == 5);
        assertThat(heard).hasSize(5);
        end.countDown();
        awaitNothingLeft();
    }

    @Test
    void a_group_can_be_removed_with_all_that_is_kept_of_it() {
        topic.publish("1");
        topic.seek("mistyped", Start.earliest());
        assertThat(topic.backlog("mistyped").orElseThrow().isEmpty()).isFalse();
        assertThat(topic.removeGroup("mistyped")).isTrue();
        assertThat(topic.removeGroup("mistyped")).isFalse();
        assertThat(topic.backlog("mistyped")).isEmpty();
        assertThat(raw.exists("topic-group-mistyped:jobs:a")).isFalse();
        topic.seek(GROUP, Start.latest());
        assertThat(topic.backlog(GROUP).orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void age_alone_can_be_the_bound() {
        topic = topic(TopicOptions.ofAge(Duration.ofDays(1)));
        topic.publishAll(
                IntStream.range(0, 1_000).mapToObj(i -> NewMessage.of("m")).toList());
        assertThat(raw.xlen("jobs:a")).isEqualTo(1_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicOptions.defaults().withMaxLength(0))
                .withMessageContaining("maxLength");
    }
}
