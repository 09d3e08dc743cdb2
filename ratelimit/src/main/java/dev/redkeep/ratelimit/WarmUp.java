package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A call when a limiter is built. A JVM's first script takes it a hundred milliseconds or several, for classes that are loaded
 * and code that is interpreted: more than a limiter waits, so that the failure policy would answer the first request.
 */
final class WarmUp {
    /** Whom it looks for: a look writes nothing. */
    static final String CLIENT = "warm-up";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private WarmUp() {}

    /** Calls, and waits for a second, or for the limiter's deadline if that is longer. */
    static void run(Redis redis, Duration deadline, Consumer<Redis> call) {
        try {
            call.accept(redis.within(deadline.compareTo(PATIENCE) > 0 ? deadline : PATIENCE));
        } catch (RedisException notNow) {
            // Redis may be away while an application starts: the first request asks again, and the failure policy
            // answers.
        }
    }
}
