package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final long LONG_LEASE = 3_000_017;

    private final Random random = new Random(4711);
    /** When a lease ends, and how long it lasts. */
    private record Held(long end, long span) {}

    private final Map<Permit, Held> ends = new HashMap<>();
    private final List<Permit> permits = new ArrayList<>();
    private long now = (System.currentTimeMillis() + Duration.ofHours(1).toMillis()) * 1_000;
    private int allowed;
    private int refused;
    private int lost;
    private int cuts;

    @Test
    void random_steps_do_what_a_map_does(RedisServer server) {
        try (Redis redis = Patient.connect(server);
                RedisClient raw = Patient.raw(server)) {
            ConcurrencyLimiter five = limiter(redis, 5, LEASE);
            ConcurrencyLimiter three = limiter(redis, 3, LONG_LEASE);
            raw.set("clock", Long.toString(now));
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(4) == 0) {
                    move();
                    raw.set("clock", Long.toString(now));
                }
                switch (random.nextInt(20)) {
                    case 0, 1, 2, 3, 4, 5, 6 -> acquire(five, 5, LEASE);
                    case 7, 8 -> acquire(three, 3, LONG_LEASE);
                    case 9, 10, 11, 12, 13 -> renew();
                    case 14, 15, 16, 17 -> close();
                    default -> {
                        settle();
                        assertThat(five.held("c")).isEqualTo(live().size());
                    }
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
        assertThat(cuts).isGreaterThan(100);
    }

    /** The clock goes on, or now and then back. */
    private void move() {
        if (random.nextInt(40) == 0) {
            now -= random.nextLong(4 * LEASE);
        } else {
            now += random.nextInt(8) == 0 ? random.nextLong(2 * LEASE) : random.nextLong(LEASE / 5);
        }
    }

    /** What a call does after a clock that was set back: if the last lease ends too late, all that do are cut. */
    private void settle() {
        boolean late = ends.values().stream()
                .max(Comparator.comparingLong(Held::end))
                .filter(last -> last.end > now + last.span)
                .isPresent();
        if (late) {
            cuts++;
            ends.replaceAll((permit, held) -> new Held(Math.min(held.end, now + held.span), held.span));
        }
    }

    private void acquire(ConcurrencyLimiter limiter, int most, long lease) {
        ends.values().removeIf(held -> held.end <= now); // for good, though the clock may be set back
        settle();
        List<Long> held = live();
        Admission admission = limiter.tryAcquire("c");
        Standing standing = admission.decision().standings().get(0);
        assertThat(admission.allowed()).isEqualTo(held.size() < most);
        if (admission.allowed()) {
            allowed++;
            Permit permit = admission.permit().orElseThrow();
            permits.add(permit);
            ends.put(permit, new Held(now + lease, lease));
            assertThat(standing.remaining()).isEqualTo(most - held.size() - 1);
            assertThat(standing.retryAfter()).contains(Duration.ZERO);
            long last = held.isEmpty() ? 0 : held.get(held.size() - 1);
            assertThat(standing.resetAfter()).isEqualTo(micros(Math.max(last, now + lease) - now));
        } else {
            refused++;
            assertThat(standing.remaining()).isZero();
            assertThat(standing.retryAfter()).contains(micros(held.get(held.size() - most) - now));
            assertThat(standing.resetAfter()).isEqualTo(micros(held.get(held.size() - 1) - now));
        }
    }

    private void renew() {
        if (!permits.isEmpty()) {
            Permit permit = permits.get(random.nextInt(permits.size()));
            Held known = ends.get(permit);
            boolean held = known != null && known.end > now;
            assertThat(permit.renew()).isEqualTo(held);
            if (held) {
                settle();
                ends.put(permit, new Held(now + known.span, known.span));
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
        return ends.values().stream()
                .map(Held::end)
                .filter(end -> end > now)
                .sorted()
                .toList();
    }

    private static ConcurrencyLimiter limiter(Redis redis, int most, long lease) {
        ConcurrencyOptions options = ConcurrencyOptions.builder("rl:model", most, micros(lease))
                .deadline(Patient.LONG)
                .build();
        return new RedisConcurrencyLimiter(
                redis, options, new ConcurrencyScripts("supplied_time"), Patience.ofThreads());
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
