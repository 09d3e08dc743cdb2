package dev.redkeep.ratelimit;

import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyDeclaration;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where limits are counted: T3 and T4 of Trackeep, and ours beside them. The document leaves the prefix to the application, so
 * that each limit has a pattern of its own, {@code prefix:{client}}. Give each limiter a prefix of its own.
 *
 * <p>Where a key holds something else: another type, as after a change of the algorithm, and a number that cannot be read count
 * as nothing taken, and are overwritten by the next take (a {@link ConcurrencyLimiter} tells another type by a {@link
 * dev.redkeep.core.client.RedisWrongTypeException}); a number that no such limit could have written, or only before the
 * limit was lowered or the server's clock set back, is cut to what the limit has, so that nobody is locked out. A key goes when all
 * its permits are back.
 */
public final class RateLimitKeys {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9:_.-]+");

    private RateLimitKeys() {}

    /**
     * Where a limit is counted.
     *
     * @param prefix what the keys begin with, such as {@code rl:login}
     * @param limit the limit: its algorithm tells the type, its scope what the segment is called
     * @return the pattern {@code prefix:{client}}: for a {@link Algorithm#SLIDING_WINDOW_LOG} it is T3, for a {@link
     *     Algorithm#TOKEN_BUCKET} T4
     * @throws IllegalArgumentException if the prefix is blank or has other characters than letters, digits and {@code : _ . -}
     */
    public static KeyPattern1<String> of(String prefix, Limit limit) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix must not be blank and only have letters, digits and : _ . -, not \"" + prefix + '"');
        }
        KeyDeclaration<KeyPattern1<String>> key =
                KeyPattern.of(prefix + ":{" + limit.scope().replace('-', '_') + "}", text().hashTag());
        return switch (limit.algorithm()) {
            case GCRA ->
                key.string().ttl(TtlPolicy.until("all permits are back")).owner("ratelimit");
            case TOKEN_BUCKET ->
                key.hash().ttl(TtlPolicy.until("the bucket is full again")).owner("ratelimit");
            case SLIDING_WINDOW_LOG ->
                key.sortedSet().ttl(TtlPolicy.until("the window is over")).owner("ratelimit");
            case CONCURRENCY ->
                key.sortedSet().ttl(TtlPolicy.until("the last lease ends")).owner("ratelimit");
            case SLIDING_WINDOW_COUNTER, FIXED_WINDOW ->
                key.hash().ttl(TtlPolicy.until("the windows are over")).owner("ratelimit");
        };
    }

    /** Where each limit of a limiter is counted: with one limit as documented, with more by its name too. */
    static List<KeyPattern1<String>> of(RateLimiterOptions options) {
        List<Limit> limits = options.limits();
        return limits.stream()
                .map(limit -> of(limits.size() == 1 ? options.prefix() : options.prefix() + ":" + limit.name(), limit)
                        .in(options.layout()))
                .toList();
    }

    /** Whether all limits of a subject lie in one slot of a Cluster. */
    static boolean shareSlot(RateLimiterOptions options) {
        return options.limits().size() == 1
                || (options.layout() == KeyLayout.HARDENED
                        && options.limits().stream()
                                        .map(Limit::scope)
                                        .distinct()
                                        .count()
                                == 1);
    }
}
