package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.codec.Codec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A group that others remove again and again, and a topic that they delete. */
class RemovedGroupTest extends TopicOnRedis {
    private static final int MESSAGES = 20_000;
    private static final int REMOVALS = 20;
    private static final String FAR = "topic-group-billing:jobs:a";

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private long floor() {
        String floor = raw.hget(FAR, "floor");
        return floor == null ? 0 : EntryId.parse(floor).sequence();
    }

    private long madeAgain() {
        return told.stream().filter("made again"::equals).count();
    }

    @Test
    void under_load_nothing_is_lost_and_only_what_was_taken_since_the_floor_was_noted_comes_twice() {
        DurableTopic<Long> numbers = DurableTopic.on(redis, key, Codec.longs(), TopicOptions.defaults(), listener);
        Tally tally = new Tally(MESSAGES);
        // One alone, from whom nobody takes over if it stands still.
        keep(numbers.consume(
                GROUP,
                message -> tally.handled(message.value()),
                calm().takeOverAfter(Duration.ofSeconds(1)).build()));
        Publishing publishing = new Publishing(numbers);
        long allowed = 0;
        for (int removal = 1; removal <= REMOVALS; removal++) {
            publishing.publish((removal - 1L) * MESSAGES / REMOVALS, (long) removal * MESSAGES / REMOVALS);
            long floor = floor();
            raw.xgroupDestroy("jobs:a", GROUP);
            allowed += publishing.done() - floor;
            int made = removal;
            await().until(() -> madeAgain() == made);
        }
        await().until(tally::complete);
        assertThat(tally.duplicates()).isLessThanOrEqualTo(Math.toIntExact(allowed));
        assertThat(told).containsOnly("made again");
    }

    @Test
    void what_was_handled_when_the_floor_was_noted_does_not_come_again() {
        consume(calm().workers(1).takeOverAfter(Duration.ofSeconds(1)), into(heard));
        for (int round = 1; round <= 3; round++) {
            IntStream.range(0, 50).forEach(i -> topic.publish("m" + i));
            int all = 50 * round;
            await().until(() -> heard.size() == all && floor() == all);
            raw.xgroupDestroy("jobs:a", GROUP);
            int made = round;
            await().until(() -> madeAgain() == made);
        }
        topic.publish("last");
        await().until(() -> heard.contains("last"));
        assertThat(heard).hasSize(151);
    }

    @Test
    void a_group_that_was_rewound_and_then_removed_still_gets_what_it_was_rewound_to() {
        List<EntryId> places =
                IntStream.range(0, 100).mapToObj(i -> topic.publish("m" + i)).toList();
        topic.seek(GROUP, Start.after(places.get(89)));
        GroupCalls dead = new GroupCalls(
                redis, Place.of(redis, key), GROUP, calm().name("dead").build(), TopicOptions.defaults());
        assertThat(dead.take(1, 1, "0-0", Hands.GapState.TOLD, List.of()).given())
                .hasSize(1);
        topic.seek(GROUP, Start.after(places.get(9)));
        dead.take(0, 1, "0-0", Hands.GapState.TOLD, List.of()); // which notes the floor
        raw.xgroupDestroy("jobs:a", GROUP);
        consume(calm().workers(1), into(heard));
        await().until(() -> heard.size() == 90);
        assertThat(heard).startsWith("m10").endsWith("m99");
    }

    @Test
    void that_a_topic_was_deleted_is_told_with_its_next_message_though_the_group_was_made_again_before() {
        topic.publish("1");
        consume(calm().workers(1), into(heard));
        awaitAll(heard, "1");
        awaitNothingLeft();
        raw.del("jobs:a", "topic-number:jobs:a");
        await().until(() -> madeAgain() == 1);
        assertThat(raw.pttl("jobs:a")).as("no key without an end").isBetween(1L, 86_400_000L);
        topic.publish("2");
        awaitAll(heard, "1", "2");
        await().untilAsserted(() -> assertThat(told).containsExactly("made again", "gap OptionalLong.empty"));
        topic.publish("3");
        awaitAll(heard, "1", "2", "3");
    }

    @Test
    void a_group_that_is_removed_twice_before_anything_was_handled_misses_nothing() {
        topic.seek(GROUP, Start.earliest());
        IntStream.range(0, 10).forEach(i -> topic.publish("m" + i));
        dies("dead", 10);
        raw.xgroupDestroy("jobs:a", GROUP);
        calls("x").take(0, 1, "0-0", Hands.GapState.TOLD, List.of()); // which makes it again, and notes the floor
        raw.xgroupDestroy("jobs:a", GROUP);
        consume(calm().workers(1), into(heard));
        await().until(() -> heard.size() == 10);
    }

    @Test
    void all_that_is_kept_has_an_end_and_what_waits_outlives_its_delay() {
        topic.publish("1");
        consume(calm().takeOverAfter(Duration.ofSeconds(1)).delays(Duration.ofDays(1), Duration.ofDays(1)), message -> {
            throw new IllegalStateException("fails");
        });
        await().until(() -> told.contains("retry 1"));
        raw.del(FAR);
        await().until(() -> raw.exists(FAR) || raw.xpending("jobs:a", GROUP).getTotal() == 0);
        long day = Duration.ofDays(1).toMillis();
        assertThat(raw.pttl("topic-again-billing:jobs:a")).isBetween(day * 7 / 4, day * 9 / 4);
        topic.publish("2");
        await().until(() -> raw.pttl(FAR) > 0);
        assertThat(raw.keys("*"))
                .allSatisfy(name -> assertThat(raw.pttl(name)).as(name).isPositive());
    }
}
