package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.raw;
import static dev.redkeep.core.client.Fixture.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.observe.OperationEvent;
import dev.redkeep.core.observe.RedisListener;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted, and what a listener is told. */
@RedisTest
class ListenerTest {
    private final List<OperationEvent> events = new ArrayList<>();

    private OperationEvent last() {
        return events.get(events.size() - 1);
    }

    @Test
    void each_operation_is_one_event(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server), events::add)) {
            Fixture.set(redis, KEY, MARKER);
            assertThat(last().operation()).isEqualTo("test.set");
            assertThat(last().pattern()).contains("text:{name}");
            assertThat(last().elapsed()).isPositive();
            assertThat(last().failure()).isEmpty();

            redis.run(script("test.none", "return 1", ScriptReply::integer).on());
            assertThat(last().operation()).isEqualTo("test.none");
            assertThat(last().pattern()).isEmpty();

            redis.within(Duration.ofSeconds(1)).health();
            assertThat(events).hasSize(3);
            assertThat(redis.stats()).isEqualTo(new RedisStats(3, 0, 0, 1));
            assertThat(events.toString()).doesNotContain(MARKER);
        }
    }

    @Test
    void a_failure_is_told_as_it_is_thrown(RedisServer server) {
        raw(server, "LPUSH", KEY.text(), MARKER);
        try (Redis redis = Redis.connect(Fixture.options(server), events::add)) {
            assertThatThrownBy(() -> Fixture.get(redis, KEY))
                    .satisfies(thrown -> assertThat(last().failure()).containsSame((RuntimeException) thrown));
            redis.executeAll("test.all", List.of(KEY, KEY), (commands, key) -> commands.get(key.bytes()));
            assertThat(last().operation()).isEqualTo("test.all");
            assertThat(last().failure()).containsInstanceOf(RedisWrongTypeException.class);
            assertThat(redis.stats()).isEqualTo(new RedisStats(2, 2, 0, 0));
        }
    }

    @Test
    void a_listener_that_throws_breaks_nothing_and_is_logged_once(RedisServer server) {
        RedisListener faulty = event -> {
            events.add(event);
            throw new IllegalStateException("the listener is broken");
        };
        String log = Log.of(() -> {
            try (Redis redis = Redis.connect(Fixture.options(server), faulty)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(Fixture.get(redis, KEY)).isEqualTo(Optional.empty());
                }
            }
        });
        assertThat(events).hasSize(3);
        assertThat(log).containsOnlyOnce("the listener is broken").containsOnlyOnce("further faults are not logged");
    }

    @Test
    void views_share_the_counters_and_closing_one_does_nothing(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            try (Redis view = redis.within(Duration.ofSeconds(2))) {
                Fixture.set(view, KEY, "1");
                assertThat(view.stats()).isEqualTo(redis.stats());
            }
            assertThat(Fixture.get(redis, KEY)).contains("1");
            assertThat(redis.stats().operations()).isEqualTo(2);
            assertThatThrownBy(() -> redis.within(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("deadline must be");
        }
    }
}
