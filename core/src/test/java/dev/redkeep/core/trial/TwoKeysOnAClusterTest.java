package dev.redkeep.core.trial;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisClusterException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisTest;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A trial of core's API: a session and its index, created together on a Cluster. */
@RedisTest
class TwoKeysOnAClusterTest {
    private static final Duration IDLE = Duration.ofDays(30);
    private static final KeyPattern2<Long, String> SESSION = KeyPattern.of(
                    "session:{user_id}:{jwt_token}", number().hashTag(), secret())
            .hash()
            .sliding(IDLE)
            .owner("sessions");
    private static final KeyPattern1<Long> INDEX = KeyPattern.of("user_sessions:{user_id}", number().hashTag())
            .set()
            .sliding(IDLE)
            .owner("sessions");
    private static final Script<Boolean> CREATE =
            Script.read("create", TwoKeysOnAClusterTest.class.getResourceAsStream("lua/create.lua"), ScriptReply::flag);

    @Test
    void two_keys_of_one_user_are_changed_together_in_the_hardened_layout(RedisCluster cluster) {
        String hosts = cluster.uris().stream().map(URI::getAuthority).collect(Collectors.joining(","));
        try (Redis redis = Redis.connect(Patience.with(RedisOptions.of("redis://" + hosts)))) {
            for (long user = 1; user <= 50; user++) {
                Key session = SESSION.in(KeyLayout.HARDENED).key(user, "token-" + user);
                Key index = INDEX.in(KeyLayout.HARDENED).key(user);

                assertThat(redis.run(CREATE.on(session, index).arg(IDLE).arg("digest")))
                        .isTrue();
                assertThat(redis.run(CREATE.on(session, index).arg(IDLE).arg("digest")))
                        .isFalse();
                assertThat(redis.execute("index.size", index, commands -> commands.scard(index.bytes())))
                        .contains(1L);
            }
        }
    }

    @Test
    void the_documented_layout_says_why_it_cannot(RedisCluster cluster) {
        String hosts = cluster.uris().stream().map(URI::getAuthority).collect(Collectors.joining(","));
        try (Redis redis = Redis.connect(Patience.with(RedisOptions.of("redis://" + hosts)))) {
            assertThatThrownBy(() -> redis.run(CREATE.on(SESSION.key(1L, "hush"), INDEX.key(1L))
                            .arg(IDLE)
                            .arg("digest")))
                    .isInstanceOf(RedisClusterException.class)
                    .hasMessageContaining("create on session:{user_id}:{jwt_token}")
                    .hasMessageContaining("KeyLayout.HARDENED")
                    .hasMessageNotContaining("hush");
        }
    }
}
