package dev.redkeep.core.schema;

import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;

/**
 * Rate limits of a client: T3, T4. For the ratelimit module. The documents leave the prefix to the application, so that
 * each limit has a pattern of its own.
 */
public final class RateLimitKeys {
    private RateLimitKeys() {}

    /**
     * T3: a sliding window, one member a request.
     *
     * @param prefix what the keys begin with, such as {@code rl:login}
     * @return the pattern {@code prefix:{client}}
     * @throws IllegalArgumentException if the prefix is blank or has other characters than letters, digits and {@code : _ . -}
     */
    public static KeyPattern1<String> slidingWindow(String prefix) {
        return KeyPattern.of(checked(prefix) + ":{client}", text())
                .sortedSet()
                .ttl(TtlPolicy.until("the window is over"))
                .owner("ratelimit");
    }

    /**
     * T4: a token bucket with its fields {@code tokens} and {@code last_refill}.
     *
     * @param prefix what the keys begin with, such as {@code rl:api}
     * @return the pattern {@code prefix:{client}}
     * @throws IllegalArgumentException if the prefix is blank or has other characters than letters, digits and {@code : _ . -}
     */
    public static KeyPattern1<String> tokenBucket(String prefix) {
        return KeyPattern.of(checked(prefix) + ":{client}", text())
                .hash()
                .ttl(TtlPolicy.until("the bucket is full again"))
                .owner("ratelimit");
    }

    private static String checked(String prefix) {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("prefix must not be blank");
        }
        return prefix;
    }
}
