package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XClaimParams;

/** Whoever is free gets what there is, and nobody asks for more than there may be. */
class TopicFlowTest extends TopicOnRedis {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> away = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letAllEnd() {
        end.countDown();
    }

    @Test
    void more_retries_than_workers_are_handled_without_a_failure() {
        TopicListener unavailable = new TopicListener() {
            @Override
            public void onRetry(String topic, String group, EntryId id, int attempt, Throwable failure) {}

            @Override
            public void onUnavailable(String topic, String group, RuntimeException failure) {
                away.add(String.valueOf(failure.getMessage()));
            }
        };
        topic = DurableTopic.on(redis, key, TEXT, TopicOptions.defaults(), unavailable);
        IntStream.range(0, 20).forEach(i -> topic.publish("" + i));
        CountDownLatch all = new CountDownLatch(20);
        consume(calm().workers(1).prefetch(40), message -> {
            if (message.attempt() == 1) {
                all.countDown();
                throw new IllegalStateException("at first");
            }
            all.await(); // so that many wait here
            heard.add(message.value());
        });
        await().until(() -> heard.size() == 20);
        awaitNothingLeft();
        assertThat(away).isEmpty();
    }

    @Test
    void an_old_name_with_more_than_it_can_handle_waits_for_its_workers() {
        topic.seek(GROUP, Start.earliest());
        IntStream.range(0, 40).forEach(i -> topic.publish("" + i));
        dies("stable", 30);
        consume(calm().name("stable").workers(2).poll(Duration.ofHours(1)), message -> {
            end.await();
            heard.add(message.value());
        });
        quiet();
        end.countDown();
        await().until(() -> heard.size() == 40);
        awaitNothingLeft();
    }

    @Test
    void what_is_gone_takes_no_room_from_what_is_there() {
        EntryId first = topic.publish("gone");
        consume(calm().workers(1).prefetch(0).poll(Duration.ofHours(1)), message -> {
            if (message.value().equals("gone")) {
                raw.xdel("jobs:a", new StreamEntryID(first.toString()));
                topic.publish("1");
                topic.publish("2");
                throw new IllegalStateException("and it is not there any more");
            }
            heard.add(message.value());
        });
        awaitAll(heard, "1", "2");
    }

    @Test
    void what_is_given_back_is_in_the_order_of_places() {
        List<String> places = IntStream.range(4_090, 4_101)
                .mapToObj(i -> "1700000000000-" + i)
                .toList();
        places.forEach(place -> raw.xadd("jobs:a", new StreamEntryID(place), Map.of("m", "x")));
        topic.seek(GROUP, Start.earliest());
        GroupCalls one = calls("one");
        one.leave(one.take(20, Hands.GapState.TOLD, List.of()).given());
        assertThat(calls("two").take(20, Hands.GapState.TOLD, List.of()).given())
                .extracting(given -> given.id().toString())
                .containsExactlyElementsOf(places);
    }

    @Test
    void who_fails_after_another_was_through_leaves_it_to_that_one() {
        topic.publish("m");
        topic.seek(GROUP, Start.earliest());
        GroupCalls slow = calls("slow");
        EntryId id = slow.take(1, Hands.GapState.TOLD, List.of()).given().get(0).id();
        raw.xclaimJustId("jobs:a", GROUP, "other", 0, new XClaimParams(), new StreamEntryID(id.toString()));
        assertThat(calls("other").fail(id, 2, 0, "x")).isEqualTo(TopicScripts.Failed.DONE);
        assertThat(slow.fail(id, 1, 0, "x")).isEqualTo(TopicScripts.Failed.LEFT_TO_ANOTHER);
        assertThat(calls("third").take(10, Hands.GapState.TOLD, List.of()).given())
                .hasSize(1);
    }
}
