package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** The script of each algorithm against a model in Java, by a clock that the test moves, and that goes back now and then. */
class AlgorithmModelTest extends LimitsOnRedis {
    private static final int STEPS = 100_000;
    private static final int BATCH = 2_000;
    private static final long PERIOD = 1_000_000;

    private final Random random = new Random(20_261_122);
    private long now;
    private long retry;

    @ParameterizedTest
    @EachAlgorithm
    void random_steps_do_what_the_model_does(Algorithm algorithm) {
        now = AHEAD;
        List<Limit> limits = limits(algorithm);
        Limit limit = limits.get(0);
        String sha = raw.scriptLoad(source(limit));
        AlgorithmModel model = AlgorithmModel.of(algorithm);
        long granted = 0;
        long refused = 0;
        for (int step = 0; step < STEPS; step += BATCH) {
            List<List<Long>> expected = new ArrayList<>();
            List<Response<Object>> answers = new ArrayList<>();
            try (AbstractPipeline pipeline = raw.pipelined()) {
                for (int i = 0; i < BATCH; i++) {
                    boolean waited = move();
                    limit = waited || random.nextInt(50) > 0 ? limit : limits.get(random.nextInt(limits.size()));
                    long[] asked = waited ? again : ask(limit);
                    again = new long[] {asked[1], asked[1]};
                    String span = RateLimitCalls.span(limit);
                    List<Long> answer = model.step(now, Double.parseDouble(span), limit.capacity(), asked[0], asked[1]);
                    assertThat(waited && answer.get(0) < asked[1])
                            .as("who waits as told is served")
                            .isFalse();
                    retry = asked[1] > 0 && asked[1] <= limit.capacity() ? answer.get(2) : 0;
                    granted += Math.max(0, answer.get(0));
                    refused += retry > 0 ? 1 : 0;
                    expected.add(Stream.concat(answer.stream(), Stream.of(now)).toList());
                    pipeline.set("clock", Long.toString(now));
                    answers.add(pipeline.evalsha(
                            sha, List.of("rl"), List.of("" + asked[0], "" + asked[1], span, "" + limit.capacity())));
                }
                pipeline.sync();
            }
            assertThat(answers.stream().map(Response::get).toList()).isEqualTo(expected);
        }
        assertThat(granted).isGreaterThan(STEPS / 5);
        assertThat(refused).isGreaterThan(STEPS / 20);
    }

    private long[] again = {1, 1};

    /** Time passes; or whoever was refused waits as long as told. */
    private boolean move() {
        int kind = random.nextInt(100);
        if (retry > 0 && kind < 30) {
            now += retry;
            return true;
        } else if (kind < 60) {
            now += random.nextInt(20_000);
        } else if (kind < 62) {
            now += random.nextLong(3 * PERIOD);
        } else if (kind < 63) {
            now -= random.nextLong(2 * PERIOD);
        }
        return false;
    }

    /** Permits, and the least of them that is of use. */
    private long[] ask(Limit limit) {
        long few = Math.min(limit.capacity(), 1 + random.nextInt(4));
        long many = random.nextLong(limit.capacity() + 1);
        return switch (random.nextInt(20)) {
            case 0 -> new long[] {0, 0};
            case 1 -> new long[] {0, few};
            case 2 -> new long[] {0, many};
            case 3 -> new long[] {many, few};
            case 4 -> new long[] {few, 0};
            case 5 -> new long[] {many, 1};
            case 6 -> new long[] {many, many};
            case 7 -> new long[] {few + 2, few};
            default -> new long[] {few, few};
        };
    }

    private static List<Limit> limits(Algorithm algorithm) {
        Limit first = Limit.perSecond(30).algorithm(algorithm);
        return List.of(
                first,
                first,
                first,
                Limit.perSecond(7).algorithm(algorithm),
                Limit.of(100, first.period().multipliedBy(2)).algorithm(algorithm),
                Limit.perSecond(1).algorithm(algorithm));
    }

    private static String source(Limit limit) {
        return new String(
                new RateLimitScripts(List.of(limit), "supplied_time").acquire.source(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
