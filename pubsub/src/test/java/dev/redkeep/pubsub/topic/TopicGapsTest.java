package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.StreamEntryID;

/** What is gone before it was handled is told as a gap. */
class TopicGapsTest extends TopicOnRedis {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MESSAGES = 30_000;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<TopicGap> gaps = new CopyOnWriteArrayList<>();

    /** Notes what it is told. */
    private class Noting implements TopicHandler<String> {
        @Override
        public void message(TopicMessage<String> message) throws Exception {
            heard.add(message.value());
        }

        @Override
        public void gap(TopicGap gap) {
            gaps.add(gap);
            throw new AssertionError("as a handler may");
        }
    }

    private void delete(EntryId id) {
        assertThat(raw.xdel("jobs:a", new StreamEntryID(id.toString()))).isEqualTo(1);
    }

    private static TopicGap gapOf(EntryId id) {
        return new TopicGap(
                new EntryId(id.millis(), id.sequence() - 1),
                new EntryId(id.millis(), id.sequence() + 1),
                OptionalLong.of(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void under_a_slow_group_each_message_is_handled_or_in_a_gap(boolean cut) throws Exception {
        DurableTopic<String> bounded = topic(TopicOptions.defaults().withMaxLength(100));
        bounded.publish("0"); // from here on numbers are compared
        Noting slow = new Noting() {
            @Override
            public void message(TopicMessage<String> message) throws Exception {
                LockSupport.parkNanos(20_000);
                super.message(message);
            }
        };
        keep(bounded.consume(GROUP, slow, calm().workers(2).prefetch(30).build()));
        await().until(() -> heard.size() == 1);
        AtomicBoolean over = new AtomicBoolean();
        Thread cutting = Cuts.start(server, cuts -> cut && !over.get());
        DurableTopic<String> elsewhere = topic(TopicOptions.defaults().withMaxLength(100));
        publishAll(elsewhere);
        over.set(true);
        cutting.join();
        await().until(() -> settled().cardinality() == MESSAGES);
        long missing =
                gaps.stream().mapToLong(gap -> gap.missing().orElseThrow()).sum();
        assertThat(gaps).isNotEmpty();
        if (!cut) {
            assertThat(heard.size() + missing).isEqualTo(MESSAGES);
        }
    }

    private static void publishAll(DurableTopic<String> topic) {
        for (int next = 1; next < MESSAGES; ) {
            int begin = next;
            List<NewMessage<String>> batch = new ArrayList<>();
            for (; next < MESSAGES && next < begin + 200; next++) {
                batch.add(NewMessage.of("" + next).withId("" + next));
            }
            await().ignoreExceptions().until(() -> topic.publishAll(batch).size() == batch.size());
        }
    }

    /** Of which messages it is known what became of them; the n-th has the number n + 1. */
    private BitSet settled() {
        BitSet settled = new BitSet();
        heard.forEach(value -> settled.set(Integer.parseInt(value)));
        for (TopicGap gap : gaps) {
            settled.set((int) gap.after().sequence(), (int) gap.before().sequence() - 1);
        }
        return settled;
    }

    @Test
    void what_is_deleted_while_it_waits_for_its_next_try() {
        List<EntryId> places = publish(2);
        consume(calm().workers(1).delays(Duration.ofHours(1), Duration.ofHours(1)), new Noting() {
            @Override
            public void message(TopicMessage<String> message) throws Exception {
                super.message(message);
                throw new IllegalStateException("fails");
            }
        });
        await().until(() -> told.size() == 2);
        delete(places.get(0));
        raw.zadd("topic-again-billing:jobs:a", 0, places.get(0) + " 1");
        await().untilAsserted(() -> assertThat(gaps).containsExactly(gapOf(places.get(0))));
        assertThat(heard).containsExactly("m0", "m1");
    }

    @Test
    void what_is_deleted_while_a_dead_consumer_held_it() {
        List<EntryId> places = publish(4);
        assertThat(dies("dead", 3).given()).hasSize(3);
        delete(places.get(1));
        consume(calm().workers(1).takeOverAfter(SOON), new Noting());
        await().untilAsserted(() -> assertThat(gaps).containsExactly(gapOf(places.get(1))));
        await().untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("m0", "m2", "m3"));
        awaitNothingLeft();
    }

    @Test
    void what_is_deleted_while_a_process_was_away_that_comes_back() {
        List<EntryId> places = publish(4);
        assertThat(dies("stable", 3).given()).hasSize(3);
        delete(places.get(1));
        consume(calm().workers(1).name("stable"), new Noting());
        await().untilAsserted(() -> assertThat(gaps).containsExactly(gapOf(places.get(1))));
        awaitAll(heard, "m0", "m2", "m3");
        awaitNothingLeft();
    }

    @Test
    void what_is_trimmed_while_it_is_in_hand_and_then_fails() {
        List<EntryId> places = publish(1);
        CountDownLatch end = new CountDownLatch(1);
        consume(calm().workers(1).prefetch(0).takeOverAfter(SOON), new Noting() {
            @Override
            public void message(TopicMessage<String> message) throws Exception {
                super.message(message);
                end.await();
                throw new IllegalStateException("fails");
            }
        });
        await().until(() -> heard.size() == 1);
        delete(places.get(0));
        long before = redis.stats().operations();
        await().until(() -> redis.stats().operations() > before + 8); // it renews its hold
        end.countDown();
        await().untilAsserted(() -> assertThat(gaps).containsExactly(gapOf(places.get(0))));
        awaitNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "stable"})
    void what_was_told_to_a_consumer_that_ended_is_told_again(String name) {
        List<EntryId> places = publish(9);
        assertThat(dies("dead", 1).given()).hasSize(1);
        raw.xtrim("jobs:a", 4, false);
        assertThat(dies("dead", 1).gaps()).hasSize(1);
        consume(calm().workers(1).takeOverAfter(SOON).name(name), new Noting());
        TopicGap gap = new TopicGap(places.get(0), places.get(5), OptionalLong.of(4));
        await().untilAsserted(() -> assertThat(gaps).contains(gap, gapOf(places.get(0))));
        await().until(() ->
                raw.hkeys("topic-group-billing:jobs:a").stream().noneMatch(field -> field.startsWith("untold")));
        await().untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("m5", "m6", "m7", "m8"));
        assertThat(gaps).hasSize(2);
    }
}
