package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** The script for several limits against a model of each, of all algorithms at once, by a clock that the test moves. */
class AcquireAllModelTest extends LimitsOnRedis {
    private static final int STEPS = 40_000;
    private static final int BATCH = 2_000;
    private static final List<Limit> LIMITS = List.of(
            Limit.perSecond(30),
            Limit.perSecond(29).named("bucket").algorithm(Algorithm.TOKEN_BUCKET),
            Limit.perSecond(31).named("log").algorithm(Algorithm.SLIDING_WINDOW_LOG),
            Limit.perSecond(33).named("counter").algorithm(Algorithm.SLIDING_WINDOW_COUNTER),
            Limit.perSecond(27).named("fixed").algorithm(Algorithm.FIXED_WINDOW));

    private final Random random = new Random(20_261_122);
    private final List<AlgorithmModel> models =
            LIMITS.stream().map(limit -> AlgorithmModel.of(limit.algorithm())).toList();
    private final List<String> keys =
            LIMITS.stream().map(limit -> "rl:" + limit.name()).toList();
    private long now = AHEAD;
    private int all;
    private int none;

    @Test
    void random_steps_do_what_the_models_do() {
        String source =
                new String(new RateLimitScripts(LIMITS, "supplied_time").acquire.source(), StandardCharsets.UTF_8);
        String sha = raw.scriptLoad(source);
        for (int step = 0; step < STEPS; step += BATCH) {
            List<List<Long>> expected = new ArrayList<>();
            List<Response<Object>> answers = new ArrayList<>();
            try (AbstractPipeline pipeline = raw.pipelined()) {
                for (int i = 0; i < BATCH; i++) {
                    now += random.nextInt(60) == 0 ? random.nextInt(2_000_000) : random.nextInt(100_000);
                    now -= random.nextInt(500) == 0 ? random.nextInt(1_000_000) : 0;
                    long permits = random.nextInt(8);
                    long least = random.nextInt(3) == 0 ? random.nextInt(2) : permits;
                    expected.add(step(permits, least));
                    List<String> args = new ArrayList<>(List.of("" + permits, "" + least));
                    LIMITS.forEach(limit -> args.addAll(List.of(RateLimitCalls.span(limit), "" + limit.capacity())));
                    pipeline.set("clock", Long.toString(now));
                    answers.add(pipeline.evalsha(sha, keys, args));
                }
                pipeline.sync();
            }
            assertThat(answers.stream().map(Response::get).toList()).isEqualTo(expected);
        }
        assertThat(all).isGreaterThan(STEPS / 10);
        assertThat(none).isGreaterThan(STEPS / 10);
    }

    /** From all alike what the one with fewest has, or from none; only if any number is of use, from each what it has. */
    private List<Long> step(long permits, long least) {
        double[] free = new double[LIMITS.size()];
        long taken = permits;
        for (int i = 0; i < free.length; i++) {
            free[i] = models.get(i).look(now, span(i), LIMITS.get(i).capacity());
            taken = Math.min(taken, (long) free[i]);
        }
        taken = taken < least ? 0 : taken;
        all += taken > 0 && taken == permits ? 1 : 0;
        none += taken == 0 && permits > 0 ? 1 : 0;
        long use = taken < least || least <= 0 ? Math.max(1, least) : 0;
        List<Long> reply = new ArrayList<>(List.of(taken));
        for (int i = 0; i < free.length; i++) {
            AlgorithmModel model = models.get(i);
            long most = LIMITS.get(i).capacity();
            long part = least > 0 ? taken : Math.min(permits, (long) free[i]);
            if (part > 0) {
                model.take(now, span(i), most, part);
                free[i] = model.look(now, span(i), most);
            }
            reply.add((long) free[i]);
            reply.add(free[i] < use ? model.wait(now, span(i), most, use) : 0);
            reply.add(model.wait(now, span(i), most, most));
        }
        reply.add(now);
        return reply;
    }

    private static double span(int limit) {
        return Double.parseDouble(RateLimitCalls.span(LIMITS.get(limit)));
    }
}
