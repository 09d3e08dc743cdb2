package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;

/** Refunds that come late, against a list of all grants: what was granted and not given back never exceeds the bound. */
class RefundModelTest extends LimitsOnRedis {
    private static final int STEPS = 20_000;
    private static final long SPAN = 1_000_000;
    private static final long MOST = 10;

    /** Permits that a client has, granted at some time, and not given back. */
    private static final class Grant {
        private final Decision decision;
        private final long at;
        private long net;

        Grant(Decision decision, long at) {
            this.decision = decision;
            this.at = at;
            this.net = decision.granted();
        }
    }

    private final Random random = new Random(20_261_122);
    private final List<Grant> grants = new ArrayList<>();
    private long now = AHEAD;
    private int raised;
    private int late;

    @ParameterizedTest
    @EachAlgorithm
    void what_was_granted_and_not_given_back_never_exceeds_the_bound(Algorithm algorithm) {
        Limits limits = supplied(Limit.of(MOST, Duration.ofNanos(SPAN * 1_000)).algorithm(algorithm));
        at(now);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) > 0) {
                now += random.nextInt(40) == 0 ? random.nextLong(2 * SPAN) : random.nextLong(SPAN / 10);
                at(now);
            }
            if (random.nextInt(3) > 0 || grants.isEmpty()) {
                Decision decision = limits.acquire(ALICE, 1 + random.nextInt(5), random.nextBoolean());
                if (decision.granted() > 0) {
                    assertThat(Counts.micros(decision.grantedAt().get(0))).isEqualTo(now);
                    grants.add(new Grant(decision, now));
                }
            } else {
                refund(limits);
            }
            assertBound(algorithm);
            assertCounted(algorithm, limits);
        }
        assertThat(raised).isGreaterThan(STEPS / 40);
        assertThat(late).isGreaterThan(STEPS / 40);
    }

    /** Some of a grant that may be of long ago. */
    private void refund(Limits limits) {
        Grant grant = grants.get(Math.max(0, grants.size() - 1 - random.nextInt(random.nextBoolean() ? 3 : 60)));
        if (grant.net > 0) {
            long permits = 1 + random.nextLong(grant.net);
            long before = limits.peek(ALICE).remaining();
            long after =
                    limits.refund(ALICE, permits, grant.decision.grantedAt()).remaining();
            assertThat(after).isBetween(before, before + permits);
            raised += after > before ? 1 : 0;
            late += after == before ? 1 : 0;
            grant.net -= permits;
        }
    }

    /** In each time that ends now. */
    private void assertBound(Algorithm algorithm) {
        long sum = 0;
        for (int i = grants.size() - 1; i >= 0 && grants.get(i).at > now - 5 * SPAN; i--) {
            sum += grants.get(i).net;
            long time = now - grants.get(i).at;
            double bound = switch (algorithm) {
                case GCRA, TOKEN_BUCKET -> MOST + (double) time * MOST / SPAN + 1e-6;
                case SLIDING_WINDOW_LOG -> MOST * (time / SPAN + 1);
                default -> MOST * (time / SPAN + 2);
            };
            assertThat((double) sum).isLessThanOrEqualTo(bound);
        }
    }

    /** A window counts just what was granted in it and not given back, so that a prompt refund gives back all. */
    private void assertCounted(Algorithm algorithm, Limits limits) {
        String text =
                algorithm.bursts() || algorithm == Algorithm.SLIDING_WINDOW_LOG ? null : raw.hget("rl:alice", "start");
        if (algorithm == Algorithm.SLIDING_WINDOW_LOG) {
            assertThat(limits.peek(ALICE).remaining()).isEqualTo(MOST - net(now - SPAN + 1, now + 1));
        } else if (text != null) {
            long start = Long.parseLong(text);
            start += now - start >= SPAN ? SPAN : 0;
            double counted = net(start, now + 1);
            if (algorithm == Algorithm.SLIDING_WINDOW_COUNTER) {
                counted += (double) net(start - SPAN, start) * (start + SPAN - now) / SPAN;
            }
            if (now - start < SPAN) {
                assertThat(counted).isLessThanOrEqualTo(MOST + 1e-9);
                assertThat((double) limits.peek(ALICE).remaining())
                        .isBetween(Math.floor(MOST - counted - 1e-9), Math.floor(MOST - counted + 1e-9));
            }
        }
    }

    /** Granted from some time on and before another. */
    private long net(long from, long before) {
        long sum = 0;
        for (int i = grants.size() - 1; i >= 0 && grants.get(i).at >= from; i--) {
            sum += grants.get(i).at < before ? grants.get(i).net : 0;
        }
        return sum;
    }
}
