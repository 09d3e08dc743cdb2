package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the options say of a connection holds on the server. */
@RedisTest
class ConnectTest {
    @Test
    void the_database_and_the_name_are_the_chosen_ones(RedisServer server) {
        RedisOptions options = Fixture.options(server).toBuilder()
                .database(3)
                .clientName("orders")
                .build();
        try (Redis redis = Redis.connect(options)) {
            Fixture.set(redis, KEY, "1");
            assertThat(Fixture.info(server, "keyspace")).contains("db3:keys=1");
            assertThat(Fixture.get(redis, KEY)).contains("1");
            assertThat(raw(server, "EXISTS", KEY.text())).isEqualTo(0L);
            String clients = new String((byte[]) requireNonNull(raw(server, "CLIENT", "LIST")), UTF_8);
            assertThat(clients.lines().filter(line -> line.contains(" name=orders ") && line.contains(" db=3 ")))
                    .isNotEmpty();
        }
    }

    @Test
    void the_features_that_the_options_want_are_told_by_each_view(RedisServer server) {
        Features some = Features.defaults().withSessions(false);
        RedisOptions options =
                Fixture.options(server).toBuilder().features(some).build();
        try (Redis redis = Redis.connect(options)) {
            assertThat(redis.features()).isEqualTo(some);
            assertThat(redis.within(Duration.ofSeconds(1)).features()).isEqualTo(some);
        }
    }

    @Test
    void a_database_that_the_server_has_not_is_refused(RedisServer server) {
        RedisOptions options = Fixture.options(server).toBuilder().database(99).build();
        Failures.of(() -> Redis.connect(options).close())
                .is(RedisException.class)
                .during("connect")
                .neverRan();
    }

    @Test
    void an_acl_user_connects_in_the_protocol_that_the_server_speaks(RedisServer server) {
        raw(server, "ACL", "SETUSER", "app", "reset", "on", ">pass", "~*", "+@all");
        RedisOptions options = Fixture.options(server).toBuilder()
                .credentials(Credentials.user("app", "pass"))
                .build();
        try (Redis redis = Redis.connect(options)) {
            Fixture.set(redis, KEY, "1");
            String clients = new String((byte[]) requireNonNull(raw(server, "CLIENT", "LIST")), UTF_8);
            assertThat(clients).contains("user=app");
        } finally {
            raw(server, "ACL", "DELUSER", "app");
        }
    }
}
