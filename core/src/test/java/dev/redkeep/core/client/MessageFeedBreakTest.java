package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.MessageFixture.BEAT;
import static dev.redkeep.core.client.MessageFixture.CALM;
import static dev.redkeep.core.client.MessageFixture.NEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.MessageFixture.Heard;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever breaks, who subscribed is told of the gap, and hears again. */
@Timeout(300)
class MessageFeedBreakTest {
    private static final Key CHANNEL = NEWS.key(1L);

    private final Heard heard = new Heard();

    /** Publishes until it is heard: a server that stands still counts as lost. */
    private void hears(RedisServer server, String message) {
        await().atMost(GENEROUS).until(() -> {
            MessageFixture.publish(server, CHANNEL, message);
            return heard.messages.contains("news:{id} news:1 " + message);
        });
    }

    @Test
    void a_kill_and_a_restart_are_gaps() {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own));
                MessageFeed feed = redis.listen(BEAT, heard)) {
            feed.subscribe(Channels.of(CHANNEL));
            hears(own, "before");
            Instant before = Instant.now();
            await().atMost(GENEROUS).until(() -> FeedFixture.killFeeds(own) > 0);
            heard.awaitGap(Channels.of(CHANNEL), before, Instant.now());
            hears(own, "after-kill");

            before = Instant.now();
            own.restart();
            heard.awaitGap(Channels.of(CHANNEL), before, Instant.now());
            hears(own, "after-restart");
        }
    }

    @Test
    void who_subscribes_while_the_server_is_away_waits_for_it_until_the_deadline() {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Redis.connect(Fixture.options(own));
                MessageFeed feed = redis.listen(CALM, heard)) {
            feed.subscribe(Channels.of(NEWS.key(2L)));
            own.kill();
            Redis hurried = redis.within(Duration.ofSeconds(1));
            try (MessageFeed impatient = hurried.listen(CALM, heard)) {
                Failures.of(() -> impatient.subscribe(Channels.of(CHANNEL)))
                        .during("subscribe")
                        .neverRan();
            }
            own.restart();
            feed.subscribe(Channels.of(CHANNEL));
            hears(own, "back");
            assertThat(heard.gaps).allMatch(gap -> gap.channels().equals(Channels.of(NEWS.key(2L))));
        }
    }

    @Test
    void what_an_acl_refuses_is_refused_at_once_and_can_be_granted() {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults())) {
            Fixture.raw(own, "ACL", "SETUSER", "deaf", "reset", "resetchannels", "on", ">pw", "~*", "+@all");
            RedisOptions options = Fixture.options(own).toBuilder()
                    .credentials(Credentials.user("deaf", "pw"))
                    .build();
            try (Redis redis = Redis.connect(options);
                    MessageFeed feed = redis.listen(CALM, heard)) {
                Failures refused = Failures.of(() -> feed.subscribe(Channels.of(CHANNEL)))
                        .is(RedisPermissionException.class)
                        .during("subscribe");
                assertThat(refused.failure().pattern()).contains("news:{id}");
                Fixture.raw(own, "ACL", "SETUSER", "deaf", "&news:*");
                feed.subscribe(Channels.of(CHANNEL));
                hears(own, "granted");
                assertThat(heard.gaps).isEmpty();
            }
            try (Redis redis = Redis.connect(options);
                    MessageFeed feed = redis.listen(BEAT, heard)) {
                feed.subscribe(Channels.of(CHANNEL));
                Fixture.raw(own, "ACL", "SETUSER", "deaf", "resetchannels"); // which ends the connection
                await().atMost(GENEROUS).until(() -> MessageFixture.publish(own, CHANNEL, "unheard") == 0);
                Instant unheard = Instant.now();
                Fixture.raw(own, "ACL", "SETUSER", "deaf", "&news:*");
                heard.awaitGap(Channels.of(CHANNEL), unheard, unheard);
                hears(own, "granted again");
            }
        }
    }
}
