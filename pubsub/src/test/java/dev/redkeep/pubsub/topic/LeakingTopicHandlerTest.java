package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.pubsub.Leaks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A handler that keeps what it gets costs what it keeps; the library holds nothing beside it, and no handler that is closed. */
class LeakingTopicHandlerTest extends TopicOnRedis {
    private final Leaks leaks = new Leaks();
    private final List<Object> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();

    /** Keeps one message of ten, and throws at the others at their first try; they go with their exceptions. */
    private TopicHandler<String> leaking() {
        return message -> {
            leaks.watch(message);
            if (heard.incrementAndGet() % 10 == 0) {
                kept.add(message);
            } else if (message.attempt() == 1) {
                throw leaks.watch(new IllegalStateException("at a message of the test"));
            }
        };
    }

    @Test
    void of_what_was_handled_only_that_is_there_which_the_handler_keeps() {
        publish(500);
        consume(calm().workers(3).prefetch(10), leaking());
        awaitNothingLeft();
        assertThat(heard).hasValueGreaterThan(500);
        assertThat(kept).isNotEmpty();
        leaks.awaitAllButKept(kept.size() + 3); // the last may be on the workers' stacks
    }

    @Test
    void a_handler_whose_consumer_is_closed_is_held_no_more() {
        publish(100);
        for (int i = 0; i < 10; i++) {
            topic.consume(GROUP, leaks.watch(leaking()), calm().workers(2).build())
                    .close();
        }
        kept.clear();
        leaks.awaitAllButKept(0);
    }
}
