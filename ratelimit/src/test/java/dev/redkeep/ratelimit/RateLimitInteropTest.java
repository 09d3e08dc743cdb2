package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.resps.Tuple;

/** T3 and T4 shared with a service that does as Trackeep's document says. */
class RateLimitInteropTest extends LimitsOnRedis {
    /** The document's token bucket: capacity, tokens a second, its client's whole Unix second. */
    private static final String DOCUMENTED_BUCKET = """
            local key = KEYS[1]
            local capacity = tonumber(ARGV[1])
            local refill_rate = tonumber(ARGV[2])
            local now = tonumber(ARGV[3])
            local bucket = redis.call('HMGET', key, 'tokens', 'last_refill')
            local tokens = tonumber(bucket[1]) or capacity
            local last_refill = tonumber(bucket[2]) or now
            local delta = math.min(capacity, tokens + (now - last_refill) * refill_rate)
            if delta >= 1 then
              redis.call('HMSET', key, 'tokens', delta - 1, 'last_refill', now)
              redis.call('EXPIRE', key, 3600)
              return {1, math.floor(delta - 1)}
            end
            redis.call('HMSET', key, 'tokens', delta, 'last_refill', now)
            redis.call('EXPIRE', key, 3600)
            return {0, math.floor(delta)}
            """;

    /** A whole Unix second an hour ahead, so that no key expires by the server's clock. */
    private final long second = System.currentTimeMillis() / 1_000 + 3_600;

    @Test
    void a_bucket_is_shared_in_turns() {
        Limits limits =
                supplied(Limit.perSecond(2).algorithm(Algorithm.TOKEN_BUCKET).burst(10));
        at(second * 1_000_000);
        assertThat(take(limits, 3).remaining()).isEqualTo(7);
        assertThat(raw.hgetAll("rl:alice")).isEqualTo(Map.of("tokens", "7", "last_refill", "" + second));
        assertThat(documentedBucket(second)).isEqualTo(List.of(1L, 6L));
        assertThat(raw.hgetAll("rl:alice")).isEqualTo(Map.of("tokens", "6", "last_refill", "" + second));
        assertThat(take(limits, 1).remaining()).isEqualTo(5);
        assertThat(documentedBucket(second + 1)).isEqualTo(List.of(1L, 6L));
        at((second + 1) * 1_000_000 + 500_000);
        assertThat(take(limits, 7).allowed()).isTrue();
        assertThat(raw.hget("rl:alice", "last_refill")).isEqualTo((second + 1) + ".5");
        // The document's second began before our last change, and its tokens are of then: the line through both is one.
        assertThat(documentedBucket(second + 1)).isEqualTo(List.of(0L, -1L));
        assertThat(limits.peek(ALICE).retryAfter()).contains(Duration.ofMillis(500));
        assertThat(documentedBucket(second + 2)).isEqualTo(List.of(1L, 0L));
    }

    @Test
    void a_bucket_of_a_client_with_a_fast_clock_locks_nobody_out() {
        Limits limits =
                supplied(Limit.perSecond(2).algorithm(Algorithm.TOKEN_BUCKET).burst(10));
        at(second * 1_000_000);
        documentedBucket(second + 3_600);
        assertThat(take(limits, 9).remaining()).isZero();
        assertThat(take(limits, 1).retryAfter()).contains(Duration.ofMillis(500));
    }

    @Test
    void a_log_is_shared_with_members_that_are_seconds() {
        Limits limits = supplied(Limit.perMinute(5).algorithm(Algorithm.SLIDING_WINDOW_LOG));
        at(second * 1_000_000 + 250_000);
        assertThat(documentedLog(second)).isTrue();
        assertThat(documentedLog(second)).isTrue(); // the same member: its defect, not ours
        assertThat(take(limits, 2).remaining()).isEqualTo(2);
        assertThat(take(limits, 2).remaining()).isZero();
        assertThat(take(limits, 1).retryAfter()).contains(Duration.ofMillis(59_750));
        assertThat(documentedLog(second + 1)).isFalse();
        List<Tuple> log = raw.zrangeWithScores("rl:alice", 0, -1);
        assertThat(log).extracting(Tuple::getElement).doesNotHaveDuplicates().contains("" + second);
        assertThat(log)
                .extracting(Tuple::getScore)
                .containsExactly((double) second, second + .25, second + .25, second + .25, second + .25);
        at((second + 60) * 1_000_000);
        assertThat(take(limits, 1).allowed()).isTrue();
        assertThat(documentedLog(second + 61)).isTrue();
    }

    @Test
    void a_log_of_a_client_with_a_fast_clock_locks_nobody_out() {
        Limits limits = supplied(Limit.perMinute(3).algorithm(Algorithm.SLIDING_WINDOW_LOG));
        at(second * 1_000_000);
        LongStream.range(0, 3).forEach(i -> documentedLog(second + 1_800 + i));
        assertThat(take(limits, 1).retryAfter()).contains(Duration.ofMinutes(1));
        at((second + 60) * 1_000_000);
        assertThat(take(limits, 3).allowed()).isTrue();
    }

    @Test
    void permits_of_one_moment_are_members_of_their_own() {
        Limits limits = supplied(Limit.perMinute(10_000).algorithm(Algorithm.SLIDING_WINDOW_LOG));
        at(second * 1_000_000);
        Decision many = take(limits, 9_990);
        assertThat(limits.refund(ALICE, 5, many.grantedAt()).remaining()).isEqualTo(15);
        LongStream.range(0, 15)
                .forEach(i -> assertThat(take(limits, 1).allowed()).isTrue());
        assertThat(take(limits, 1).allowed()).isFalse();
        assertThat(raw.zcard("rl:alice")).isEqualTo(10_000);
    }

    private Object documentedBucket(long clientSecond) {
        return raw.eval(DOCUMENTED_BUCKET, List.of("rl:alice"), List.of("10", "2", "" + clientSecond));
    }

    /** As the document's sketch, with five a minute. */
    private boolean documentedLog(long clientSecond) {
        raw.zremrangeByScore("rl:alice", "0", "" + (clientSecond - 60));
        if (raw.zcard("rl:alice") >= 5) {
            return false;
        }
        raw.zadd("rl:alice", (double) clientSecond, "" + clientSecond);
        raw.expire("rl:alice", 3_600 + 60); // the test's clock is an hour ahead
        return true;
    }
}
