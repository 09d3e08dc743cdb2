package dev.redkeep.core.client;

import static dev.redkeep.core.client.FeedFixture.CHANGES;
import static dev.redkeep.core.client.FeedFixture.OPTIONS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.FeedFixture.Heard;
import dev.redkeep.core.client.KeyFeedOptions.Mode;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** Who may follow, by which way, and what is refused. */
@RedisTest
@Timeout(300)
class KeyFeedAccessTest {
    private final Heard heard = new Heard();

    private static RedisOptions as(RedisServer server, String user, String... rules) {
        String[] all = new String[rules.length + 5];
        System.arraycopy(new String[] {"SETUSER", user, "reset", "on", ">pw"}, 0, all, 0, 5);
        System.arraycopy(rules, 0, all, 5, rules.length);
        Fixture.raw(server, "ACL", all);
        return Fixture.options(server).toBuilder()
                .credentials(Credentials.user(user, "pw"))
                .clientName("feeder")
                .build();
    }

    @Test
    void a_user_who_may_not_track_hears_messages(RedisServer server) {
        RedisOptions options = as(server, "nt", "~*", "&*", "+@all", "-client", "+client|setname");
        String log = Log.of(() -> {
            try (Redis redis = Redis.connect(options);
                    KeyFeed feed = redis.follow(OPTIONS, heard)) {
                assertThat(feed.tracking()).isFalse();
                heard.awaitSync();
                Key key = TEXT.key("acl");
                redis.execute(
                        "test.tell", CHANGES.key(), c -> c.publish(CHANGES.key().bytes(), key.bytes()));
                heard.awaitSync();
                assertThat(heard.heard(key)).isTrue();
                Failures.of(() -> redis.follow(OPTIONS.withMode(Mode.TRACKING), heard)
                                .close())
                        .is(RedisPermissionException.class)
                        .during("follow");
            }
        });
        assertThat(log.split("The server refuses CLIENT TRACKING", -1)).hasSize(2);
    }

    @Test
    void a_server_without_resp3_is_heard_by_messages() {
        try (RedisServer old = RedisServer.start(
                        ServerOptions.defaults().withOption("rename-command", "HELLO", "no-such-command"));
                Redis redis = Redis.connect(Fixture.options(old));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isFalse();
            heard.awaitSync();
            Key key = TEXT.key("resp2");
            redis.execute(
                    "test.tell", CHANGES.key(), c -> c.publish(CHANGES.key().bytes(), key.bytes()));
            heard.awaitSync();
            assertThat(heard.heard(key)).isTrue();
            Failures.of(() ->
                            redis.follow(OPTIONS.withMode(Mode.TRACKING), heard).close())
                    .is(RedisUnavailableException.class)
                    .during("follow")
                    .says("this server has no CLIENT TRACKING, or no RESP3");
        }
    }

    @Test
    void a_user_who_may_neither_track_nor_subscribe_is_told(RedisServer server) {
        RedisOptions options = as(server, "ns", "~*", "resetchannels", "+@all", "-client", "+client|setname");
        try (Redis redis = Redis.connect(options)) {
            Failures.of(() -> redis.follow(OPTIONS, heard).close())
                    .is(RedisPermissionException.class)
                    .during("follow");
            assertThat(FeedFixture.clients(server).lines().filter(line -> line.contains("sub=1")))
                    .isEmpty();
        }
    }

    @Test
    void its_connection_has_the_clients_name_and_user(RedisServer server) {
        RedisOptions options = as(server, "nn", "~*", "&*", "+@all");
        try (Redis redis = Redis.connect(options);
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            assertThat(FeedFixture.clients(server).lines())
                    .anyMatch(line ->
                            line.contains("flags=tB") && line.contains("name=feeder") && line.contains("user=nn"));
        }
    }

    @Test
    void a_wrapped_client_cannot_follow(RedisServer server) {
        try (RedisClient jedis = RedisClient.create(server.host(), server.port());
                Redis redis = Redis.wrap(jedis)) {
            assertThatThrownBy(() -> redis.follow(OPTIONS, heard).close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Redis.connect");
        }
    }

    @Test
    void options_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> KeyFeedOptions.of(List.of(), CHANGES.key())).hasMessageStartingWith("patterns must");
        assertThatThrownBy(() -> KeyFeedOptions.of(List.of(CHANGES), CHANGES.key()))
                .hasMessageStartingWith("patterns must");
        assertThatThrownBy(() -> KeyFeedOptions.of(List.of(TEXT), TEXT.key("x")))
                .hasMessage("channel must be of a pattern that is declared a channel, not text:{name}");
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(9), Duration.ofHours(2))) {
            assertThatThrownBy(() -> OPTIONS.withHeartbeat(wrong)).hasMessage("heartbeat must be 10 ms..1 h");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // as a caller whom no checker has seen
    void nulls_are_named(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            assertThatNullPointerException()
                    .isThrownBy(() -> redis.follow(null, heard))
                    .withMessage("options");
            assertThatNullPointerException()
                    .isThrownBy(() -> redis.follow(OPTIONS, null))
                    .withMessage("listener");
        }
        assertThatNullPointerException()
                .isThrownBy(() -> OPTIONS.withMode(null))
                .withMessage("mode");
        assertThatNullPointerException()
                .isThrownBy(() -> KeyFeedOptions.of(List.of(TEXT), null))
                .withMessage("channel");
    }

    @Test
    void prefixes_that_another_covers_are_left_out() {
        KeyPattern0 inner =
                KeyPattern.of("text:inner").string().persistent("a test").owner("test");
        assertThat(FeedSubject.prefixes(List.of(inner, TEXT, Fixture.TAGGED, TEXT)))
                .extracting(prefix -> new String(prefix, StandardCharsets.US_ASCII))
                .containsExactlyInAnyOrder("text:", "pair:{");
    }
}
