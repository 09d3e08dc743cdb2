package dev.redkeep.core.trial;

import static dev.redkeep.core.key.Segment.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A trial of core's API: a limiter with a script of its own. */
@RedisTest
class TokenBucketTest {
    private static final KeyPattern1<String> BUCKET = KeyPattern.of("rl:api:{client}", text())
            .hash()
            .ttl(TtlPolicy.until("the bucket is full again"))
            .owner("limits");
    private static final Script<Taken> TAKE = Script.read(
            "limits.take",
            TokenBucketTest.class.getResourceAsStream("lua/take.lua"),
            reply -> new Taken(
                    reply.slot(0).flag(),
                    reply.slot(1).integer(),
                    Duration.of(reply.slot(2).integer(), ChronoUnit.MICROS)));

    record Taken(boolean allowed, long left, Duration next) {}

    @Test
    void a_bucket_gives_what_it_holds_and_then_tells_when_to_come_back(RedisServer server) {
        try (Redis redis = Redis.connect(Patience.with(RedisOptions.of(server.uri())))) {
            for (int left = 4; left >= 0; left--) {
                Taken taken = take(redis, "2001:db8::1");
                assertThat(taken.allowed()).isTrue();
                assertThat(taken.left()).isEqualTo(left);
            }
            Taken refused = take(redis, "2001:db8::1");

            assertThat(refused.allowed()).isFalse();
            assertThat(refused.next()).isBetween(Duration.ofMillis(1), Duration.ofHours(1));
            assertThat(take(redis, "192.0.2.1").allowed()).isTrue();
        }
    }

    private static Taken take(Redis redis, String client) {
        return redis.run(
                TAKE.on(BUCKET.key(client)).arg(5).arg(Duration.ofHours(1).toNanos() / 1_000));
    }
}
