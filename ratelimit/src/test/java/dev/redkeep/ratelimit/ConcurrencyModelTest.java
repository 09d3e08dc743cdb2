package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** The scripts against a map of leases and their ends, by a clock that the test moves. */
@RedisTest
class ConcurrencyModelTest {
    private static final int STEPS = 100_000;
    private static final long LEASE = 1_000_003;

    private final Random random = new Random(4711);
    private final Map<Permit, Long> ends = new HashMap<>();
    private final List<Permit> permits = new ArrayList<>();
    private long now = (System.currentTimeMillis() + Duration.ofHours(1).toMillis()) * 1_000;
    private int allowed;
    private int refused;
    private int lost;

    @Test
    void random_steps_do_what_a_map_does(RedisServer server) {
        try (Redis redis = Redis.connect(RedisOptions.of(server.uri()));
                RedisClient raw = RedisClient.create(server.uri())) {
            ConcurrencyLimiter five = limiter(redis, 5);
            ConcurrencyLimiter three = limiter(redis, 3);
            raw.set("clock", Long.toString(now));
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(4) == 0) {
                    now += random.nextInt(8) == 0 ? random.nextLong(2 * LEASE) : random.nextLong(LEASE / 5);
                    raw.set("clock", Long.toString(now));
                }
                switch (random.nextInt(20)) {
                    case 0, 1, 2, 3, 4, 5, 6 -> acquire(five, 5);
                    case 7, 8 -> acquire(three, 3);
                    case 9, 10, 11, 12, 13 -> renew();
                    case 14, 15, 16, 17 -> close();
                    default -> assertThat(five.held("c")).isEqualTo(live().size());
                }
                if (random.nextInt(5_000) == 0) {
                    five.reset("c");
                    ends.clear();
                }
            }
        }
        assertThat(allowed).isGreaterThan(STEPS / 20);
        assertThat(refused).isGreaterThan(STEPS / 20);
        assertThat(lost).isGreaterThan(STEPS / 100);
    }

    private void acquire(ConcurrencyLimiter limiter, int most) {
        List<Long> held = live();
        Admission admission = limiter.tryAcquire("c");
        Standing standing = admission.decision().standings().get(0);
        assertThat(admission.allowed()).isEqualTo(held.size() < most);
        if (admission.allowed()) {
            allowed++;
            Permit permit = admission.permit().orElseThrow();
            permits.add(permit);
            ends.put(permit, now + LEASE);
            assertThat(standing.remaining()).isEqualTo(most - held.size() - 1);
            assertThat(standing.retryAfter()).isZero();
            assertThat(standing.resetAfter()).isEqualTo(micros(LEASE));
        } else {
            refused++;
            assertThat(standing.remaining()).isZero();
            assertThat(standing.retryAfter()).isEqualTo(micros(held.get(held.size() - most) - now));
            assertThat(standing.resetAfter()).isEqualTo(micros(held.get(held.size() - 1) - now));
        }
    }

    private void renew() {
        if (!permits.isEmpty()) {
            Permit permit = permits.get(random.nextInt(permits.size()));
            boolean held = ends.getOrDefault(permit, 0L) > now;
            assertThat(permit.renew()).isEqualTo(held);
            if (held) {
                ends.put(permit, now + LEASE);
            } else {
                lost++;
                permits.remove(permit);
            }
        }
    }

    private void close() {
        if (!permits.isEmpty()) {
            Permit permit = permits.remove(random.nextInt(permits.size()));
            permit.close();
            ends.remove(permit);
        }
    }

    /** The ends of those that are held, the first to end first. */
    private List<Long> live() {
        return ends.values().stream().filter(end -> end > now).sorted().toList();
    }

    private static ConcurrencyLimiter limiter(Redis redis, int most) {
        ConcurrencyOptions options = ConcurrencyOptions.builder("rl:model", most, micros(LEASE))
                .deadline(Duration.ofSeconds(10))
                .build();
        return new RedisConcurrencyLimiter(redis, options, new ConcurrencyScripts("supplied_time"));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
