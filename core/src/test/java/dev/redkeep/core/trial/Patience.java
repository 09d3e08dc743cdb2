package dev.redkeep.core.trial;

import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.Timeouts;
import java.time.Duration;

/** Options with which no call fails for a slow machine. */
final class Patience {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Patience() {}

    static RedisOptions with(RedisOptions options) {
        return options.toBuilder()
                .timeouts(new Timeouts(LIMIT, LIMIT, LIMIT, LIMIT))
                .build();
    }
}
