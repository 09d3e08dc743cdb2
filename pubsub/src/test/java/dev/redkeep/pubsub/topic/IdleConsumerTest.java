package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** A consumer that polls once an hour hears at once of a new message, whoever added it, and else is quiet. */
class IdleConsumerTest extends TopicOnRedis {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void it_is_quiet_until_somebody_adds_a_message() {
        consume(calm().poll(Duration.ofHours(1)), into(heard));
        long before = quiet();
        raw.xadd("jobs:a", StreamEntryID.NEW_ENTRY, Map.of("m", "foreign"));
        awaitAll(heard, "foreign");
        awaitAcknowledged();
        assertThat(quiet() - before).isLessThanOrEqualTo(50L); // some more if the feed had to connect again
        DurableTopic<String> elsewhere = topic(keep(another()));
        elsewhere.publish("ours");
        awaitAll(heard, "foreign", "ours");
        awaitAcknowledged();
        assertThat(quiet() - before).isLessThanOrEqualTo(100L);
    }

    private void awaitAcknowledged() {
        await().until(() -> raw.xpending("jobs:a", GROUP).getTotal() == 0);
    }

    @Test
    void it_tries_again_when_it_is_time_though_it_polls_once_an_hour() {
        consume(calm().workers(1).poll(Duration.ofHours(1)), message -> {
            if (message.attempt() < 4) {
                throw new IllegalStateException("not yet");
            }
            heard.add(message.value());
        });
        topic.publish("hard");
        awaitAll(heard, "hard");
        assertThat(told).containsExactly("retry 1", "retry 2", "retry 3");
        quiet();
    }

    @Test
    void many_that_fail_all_the_time_are_tried_no_more_often_than_their_delay_says() {
        consume(calm().poll(Duration.ofHours(1)).delays(Duration.ofHours(2), Duration.ofHours(2)), message -> {
            heard.add(message.value());
            throw new IllegalStateException("never");
        });
        for (int i = 0; i < 50; i++) {
            topic.publish("m" + i);
        }
        await().until(() -> topic.backlog(GROUP).orElseThrow().retrying() == 50);
        quiet();
        assertThat(heard).hasSize(50);
        assertThat(topic.backlog(GROUP).orElseThrow().retrying()).isEqualTo(50);
    }
}
