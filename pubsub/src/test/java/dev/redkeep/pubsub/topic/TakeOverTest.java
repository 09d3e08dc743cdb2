package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XClaimParams;
import redis.clients.jedis.resps.StreamPendingEntry;

/** What becomes of the work of consumers that end, in whichever way, and of those that are slow. */
class TakeOverTest extends TopicOnRedis {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final long HOURS = 86_000_000;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letAllEnd() {
        end.countDown();
    }

    private TopicHandler<String> withAttempt() {
        return message -> heard.add(message.value() + "#" + message.attempt());
    }

    private void stuck(TopicMessage<String> message) throws InterruptedException {
        heard.add(message.value());
        end.await();
    }

    @Test
    void what_a_dead_consumer_held_another_takes_over() {
        publish(5);
        dies("dead", 3);
        consume(calm().workers(1).takeOverAfter(SOON), withAttempt());
        await().untilAsserted(
                        () -> assertThat(heard).containsExactlyInAnyOrder("m0#2", "m1#2", "m2#2", "m3#1", "m4#1"));
        awaitNothingLeft();
    }

    @Test
    void a_slow_one_keeps_its_hold_by_renewing_it() {
        publish(2);
        consume(calm().name("slow").workers(1).prefetch(1).takeOverAfter(SOON), this::stuck);
        await().until(() -> pending().size() == 2 && heard.size() == 1);
        for (int renewals = 0; renewals < 3; renewals++) {
            asIfAtWorkForHours("slow"); // and nobody is there who could take over
            await().untilAsserted(() -> assertThat(pending()).hasSize(2).allSatisfy(each -> {
                assertThat(each.getIdleTime()).isLessThan(HOURS);
                assertThat(each.getDeliveredTimes()).isEqualTo(1);
            }));
        }
        assertThat(heard).containsExactly("m0");
    }

    private void asIfAtWorkForHours(String name) {
        StreamEntryID[] all = pending().stream().map(StreamPendingEntry::getID).toArray(StreamEntryID[]::new);
        raw.xclaimJustId("jobs:a", GROUP, name, 0, new XClaimParams().idle(HOURS), all);
    }

    @Test
    void a_stable_name_gets_back_at_once_what_it_held_and_then_goes_on() {
        publish(40);
        dies("stable", 30);
        consume(calm().name("stable").workers(1).prefetch(3).poll(Duration.ofHours(1)), withAttempt());
        await().until(() -> heard.size() == 40);
        assertThat(heard.stream().filter(each -> each.endsWith("#2"))).hasSize(30);
        awaitNothingLeft();
    }

    @Test
    void what_kills_its_consumer_each_time_is_a_dead_letter_at_last() {
        publish(1);
        for (int death = 1; death <= 3; death++) {
            int attempt = death;
            Redis own = another();
            keep(topic(own)
                    .consume(
                            GROUP,
                            message -> {
                                heard.add("#" + message.attempt());
                                end.await();
                            },
                            calm().name("stable").attempts(3).build()));
            await().until(() -> heard.contains("#" + attempt));
            own.close(); // its threads stay where they are, and it says nothing more
        }
        consume(calm().name("stable").attempts(3), withAttempt());
        await().until(() -> topic.deadLetters().count() == 1 && told.contains("dead 3"));
        assertThat(heard).containsExactly("#1", "#2", "#3");
        assertThat(topic.deadLetters().read(EntryId.START, 1).get(0).attempts()).isEqualTo(3);
        assertThat(told).containsExactly("dead 3");
        awaitNothingLeft();
    }

    @Test
    void a_handler_that_blocks_holds_up_its_own_worker_alone() {
        publish(200);
        consume(calm().workers(2).prefetch(10), message -> {
            if (message.value().equals("m0")) {
                end.await();
            }
            heard.add(message.value());
        });
        await().until(() -> heard.size() == 199);
        assertThat(heard).doesNotContain("m0");
        end.countDown();
        await().until(() -> heard.size() == 200);
    }

    @Test
    void without_prefetch_no_more_is_taken_than_there_are_workers() {
        publish(300);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger atWork = new AtomicInteger();
        consume(calm().workers(3).prefetch(0), message -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            most.accumulateAndGet(pending().size(), Math::max);
            heard.add(message.value());
            atWork.decrementAndGet();
        });
        await().until(() -> heard.size() == 300);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void what_another_took_over_is_let_go_unless_it_is_at_work() {
        publish(5);
        TopicConsumer slow = consume(calm().name("slow").workers(1).prefetch(4).takeOverAfter(SOON), this::stuck);
        await().until(() -> heard.size() == 1 && slow.stats().pending() == 5);
        StreamEntryID[] all = pending().stream().map(StreamPendingEntry::getID).toArray(StreamEntryID[]::new);
        raw.xack("jobs:a", GROUP, all); // as if another had them, and has handled them
        await().until(() -> slow.stats().pending() == 1);
        end.countDown();
        topic.publish("m5");
        awaitAll(heard, "m0", "m5");
        awaitNothingLeft();
    }

    @Test
    void what_was_trimmed_while_it_was_in_hand_is_handled() {
        publish(3);
        TopicConsumer slow = consume(calm().name("slow").workers(1).prefetch(2).takeOverAfter(SOON), this::stuck);
        await().until(() -> heard.size() == 1 && slow.stats().pending() == 3);
        raw.xtrim("jobs:a", 0, false);
        long before = redis.stats().operations();
        await().until(() -> redis.stats().operations()
                > before + 8); // renewals: at the first Redis 7 forgets that they are pending
        end.countDown();
        awaitAll(heard, "m0", "m1", "m2");
        awaitNothingLeft();
    }

    @Test
    void more_can_be_in_hand_than_lua_unpacks() {
        topic.seek(GROUP, Start.earliest());
        List<EntryId> places = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            topic.publishAll(IntStream.range(0, 1_000)
                            .mapToObj(each -> NewMessage.of("m"))
                            .toList())
                    .forEach(place -> places.add(place.orElseThrow()));
        }
        GroupCalls calls = calls("greedy");
        calls.take(4_500, Hands.GapState.TOLD, List.of());
        calls.take(4_500, Hands.GapState.TOLD, List.of());
        TopicScripts.Renewed renewed = calls.renew(0, false, places);
        assertThat(renewed.lost()).isEmpty();
        assertThat(renewed.unknown()).isEmpty();
        assertThat(pending()).hasSize(9_000);
        calls.take(0, Hands.GapState.TOLD, places);
        assertThat(pending()).isEmpty();
    }
}
