package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XClaimParams;
import redis.clients.jedis.resps.StreamConsumerInfo;

/** What a consumer leaves to others when it is closed. */
class ClosingConsumerTest extends TopicOnRedis {
    private static final long HOURS = 86_000_000;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letAllEnd() {
        end.countDown();
    }

    private void stuck(TopicMessage<String> message) throws InterruptedException {
        heard.add(message.value());
        end.await();
    }

    private Set<String> consumers() {
        return raw.xinfoConsumers("jobs:a", GROUP).stream()
                .map(StreamConsumerInfo::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void closing_gives_back_at_once_what_was_not_begun_and_forgets_the_consumer() {
        publish(10);
        TopicConsumer one = topic.consume(
                GROUP, this::stuck, calm().name("one").workers(1).prefetch(9).build());
        await().until(() -> heard.size() == 1 && pending().size() == 10);
        Thread closing = new Thread(one::close);
        closing.start();
        List<String> other = new CopyOnWriteArrayList<>();
        consume(calm().name("other"), message -> other.add(message.value() + "#" + message.attempt()));
        await().untilAsserted(() ->
                assertThat(other).hasSize(9).doesNotContain("m0#1").allMatch(each -> each.endsWith("#1")));
        assertThat(closing.isAlive()).isTrue(); // it waits for its handler
        assertThat(consumers()).contains("one");
        end.countDown();
        await().until(() -> !closing.isAlive());
        assertThat(consumers()).containsExactly("other");
        awaitNothingLeft();
        assertThat(heard).containsExactly("m0");
        assertThat(other).hasSize(9);
    }

    @Test
    void closing_keeps_its_hold_while_it_waits() {
        publish(1);
        TopicConsumer one = topic.consume(
                GROUP,
                this::stuck,
                calm().name("one").takeOverAfter(Duration.ofSeconds(1)).build());
        await().until(() -> heard.size() == 1);
        Thread closing = new Thread(one::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING); // for its handler, or for Redis
        for (int renewals = 0; renewals < 3; renewals++) {
            raw.xclaimJustId(
                    "jobs:a",
                    GROUP,
                    "one",
                    0,
                    new XClaimParams().idle(HOURS),
                    pending().get(0).getID());
            await().until(() -> pending().get(0).getIdleTime() < HOURS);
        }
        end.countDown();
        await().until(() -> !closing.isAlive());
        assertThat(pending()).isEmpty();
    }

    @Test
    void gaps_that_nobody_was_told_are_told_when_it_is_closed() {
        publish(1);
        List<TopicGap> gaps = new CopyOnWriteArrayList<>();
        TopicHandler<String> handler = new TopicHandler<>() {
            @Override
            public void message(TopicMessage<String> message) throws Exception {
                stuck(message);
            }

            @Override
            public void gap(TopicGap gap) {
                gaps.add(gap);
            }
        };
        TopicConsumer one = topic.consume(GROUP, handler, calm().workers(1).build());
        await().until(() -> heard.size() == 1);
        raw.xadd("jobs:a", new StreamEntryID(4_000_000_000_000L, 10), Map.of("m", "behind a gap"));
        await().until(() -> one.stats().pending() == 2);
        Thread closing = new Thread(one::close);
        closing.start();
        await().until(() -> pending().size() == 1);
        assertThat(gaps).isEmpty();
        end.countDown();
        await().until(() -> !closing.isAlive());
        assertThat(gaps).extracting(TopicGap::missing).containsExactly(OptionalLong.of(8));
        assertThat(heard).containsExactly("m0");
        assertThat(pending()).isEmpty();
    }
}
