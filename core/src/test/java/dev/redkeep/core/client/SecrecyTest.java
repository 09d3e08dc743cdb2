package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redkeep.core.observe.OperationEvent;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.SentinelGroup;
import dev.redkeep.testing.ServerOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Passwords, keys and values stay out of logs, texts and events, whatever goes wrong. */
class SecrecyTest {
    private final List<OperationEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void the_log_of_a_life_with_troubles_holds_no_secret() {
        String log = Log.of(() -> {
            try (RedisServer server = RedisServer.start(ServerOptions.defaults().withPassword(MARKER))) {
                RedisOptions options = Fixture.options(server);
                assertThat(options.toString()).doesNotContain(MARKER);
                trouble(options, server);
                RedisOptions wrong = options.toBuilder()
                        .credentials(Credentials.user("app", MARKER + "x"))
                        .build();
                Failures.assertSilent(catchThrowable(() -> Redis.connect(wrong).close()));
            }
        });
        assertThat(log).doesNotContain(MARKER);
        assertThat(events.toString()).doesNotContain(MARKER);
    }

    private void trouble(RedisOptions options, RedisServer server) {
        try (Redis redis = Redis.connect(options, events::add)) {
            assertThat(redis.toString()).doesNotContain(MARKER);
            Fixture.set(redis, KEY, MARKER);
            Failures.assertSilent(
                    catchThrowable(() -> redis.execute("test.incr", KEY, commands -> commands.incr(KEY.bytes()))));
            raw(server, "CONFIG", "SET", "requirepass", MARKER + "2");
            killClients(server);
            for (int i = 0; i < 3; i++) {
                Failures.assertSilent(catchThrowable(() -> Fixture.get(redis, KEY)));
            }
            server.kill();
            Failures.assertSilent(catchThrowable(() -> Fixture.get(redis, KEY)));
            assertThat(redis.health().toString()).doesNotContain(MARKER);
        }
    }

    /** With the changed password. */
    private static void killClients(RedisServer server) {
        try (Jedis jedis = new Jedis(server.host(), server.port())) {
            jedis.auth(MARKER + "2");
            jedis.clientKill(new ClientKillParams().type(ClientType.NORMAL));
        }
    }

    @Test
    void a_sentinel_group_with_a_password_logs_none() {
        String log = Log.of(() -> {
            try (SentinelGroup group =
                    SentinelGroup.start(ServerOptions.defaults().withPassword(MARKER))) {
                RedisOptions options = SentinelTest.options(group).toBuilder()
                        .credentials(Credentials.password(MARKER))
                        .build();
                try (Redis redis = Redis.connect(options)) {
                    Fixture.set(redis, KEY, MARKER);
                    group.sentinels().forEach(RedisServer::kill);
                }
                Failures.assertSilent(
                        catchThrowable(() -> Redis.connect(options).close()));
            }
        });
        assertThat(log).doesNotContain(MARKER).contains("Created connection pool to master");
    }
}
