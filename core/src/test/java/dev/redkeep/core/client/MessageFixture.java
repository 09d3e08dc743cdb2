package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;

/** What the tests of messages share. */
final class MessageFixture {
    static final KeyPattern1<Long> NEWS =
            KeyPattern.of("news:{id}", Segment.number()).channel().owner("test");
    static final KeyPattern1<String> NAMED =
            KeyPattern.of("named:{name}", Segment.text()).channel().owner("test");
    static final Duration BEAT = Duration.ofMillis(50);
    /** A server that stands still for some seconds is not given up on, so that nothing is missed. */
    static final Duration CALM = Duration.ofMinutes(10);

    private MessageFixture() {}

    /** A gap that was told. */
    record Gap(Channels channels, Instant from, Instant to) {}

    /** Remembers what it was told. */
    static final class Heard implements MessageListener {
        /** What was subscribed to, the channel and the message. */
        final List<String> messages = new CopyOnWriteArrayList<>();

        final List<Gap> gaps = new CopyOnWriteArrayList<>();

        @Override
        public void message(Channels channels, byte[] channel, byte[] payload) {
            messages.add(channels + " " + new String(channel, UTF_8) + " " + new String(payload, UTF_8));
        }

        @Override
        public void gap(Channels channels, Instant from, Instant to) {
            gaps.add(new Gap(channels, from, to));
        }

        void awaitMessage(String told) {
            await().atMost(GENEROUS).pollInterval(Duration.ofMillis(2)).until(() -> messages.contains(told));
        }

        /** Until one is told in which an interruption between two moments lies; there may be others. */
        void awaitGap(Channels channels, Instant before, Instant after) {
            await().atMost(GENEROUS)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> gaps.stream()
                            .anyMatch(gap -> gap.channels().equals(channels)
                                    && !gap.from().isAfter(after)
                                    && !gap.to().isBefore(before)));
        }
    }

    /** On the server itself, beside the client. How many heard it. */
    static long publish(RedisServer server, Key channel, String message) {
        return (Long) java.util.Objects.requireNonNull(Fixture.raw(server, "PUBLISH", channel.text(), message));
    }

    /** On a Cluster on the node of the channel's slot. */
    static void publish(Redis redis, Key channel, String message) {
        redis.execute(
                "test.publish",
                channel,
                commands -> new CommandObject<>(
                        new CommandArguments(Command.PUBLISH)
                                .key(channel.bytes())
                                .add(message),
                        BuilderFactory.LONG));
    }
}
