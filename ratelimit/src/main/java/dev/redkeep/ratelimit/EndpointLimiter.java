package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.util.function.UnaryOperator;

/**
 * Holds {@link LimitRules}: a {@link RateLimiter} for each rule, found by endpoint and class of users, and all of them replaced
 * at once when the rules change.
 *
 * <pre>{@code
 * EndpointLimiter limits = EndpointLimiter.on(redis, "rl", LimitRules.json(file));
 * Decision decision = limits.tryAcquire("POST /login", "anonymous", clientAddress);
 * }</pre>
 *
 * <p>What a rule counts has keys by its name: {@code prefix:{name of the rule}:{client}} with one limit, and {@code
 * prefix:{name of the rule}:{name of the limit}:{client}} with more. So a rule goes on with what was counted when its permits,
 * endpoints or classes change, and begins anew when another limit makes one limit several.
 *
 * <p>Safe to share between threads. Round trips and exceptions are those of {@link RateLimiter}.
 */
public interface EndpointLimiter {
    /**
     * A limiter by the defaults of {@link RateLimiterOptions}.
     *
     * @param redis the client; it stays the application's to close
     * @param prefix what the keys begin with, such as {@code rl}: letters, digits and {@code : _ . -}
     * @param rules which limits hold
     * @return the limiter
     * @throws IllegalArgumentException as {@link RateLimiter#on(Redis, RateLimiterOptions)}, for any of the rules
     */
    static EndpointLimiter on(Redis redis, String prefix, LimitRules rules) {
        return on(redis, prefix, rules, UnaryOperator.identity());
    }

    /**
     * A limiter.
     *
     * @param redis the client; it stays the application's to close
     * @param prefix what the keys begin with, such as {@code rl}: letters, digits and {@code : _ . -}
     * @param rules which limits hold
     * @param options sets all but the limits, such as {@code options -> options.onFailure(FailurePolicy.LOCAL)}; asked for each
     *     rule, now and when the rules change
     * @return the limiter
     * @throws IllegalArgumentException as {@link RateLimiter#on(Redis, RateLimiterOptions)}, for any of the rules
     */
    static EndpointLimiter on(
            Redis redis, String prefix, LimitRules rules, UnaryOperator<RateLimiterOptions.Builder> options) {
        return new RuledLimiter(
                rules,
                rule -> RateLimiter.on(
                        redis,
                        options.apply(RateLimiterOptions.builder(prefix + ':' + rule.name()))
                                .limits(rule.limits().toArray(Limit[]::new))
                                .build()));
    }

    /**
     * Asks for one permit for a client.
     *
     * @param endpoint as the rules spell it; any other has the default
     * @param userClass as the rules spell it; any other has the default
     * @param client such as an address or a user's id: not blank, up to 1,024 characters
     * @return whether it was granted
     */
    default Decision tryAcquire(String endpoint, String userClass, String client) {
        return tryAcquire(endpoint, userClass, Subject.client(client));
    }

    /**
     * Asks for one permit.
     *
     * @param endpoint as the rules spell it; any other has the default
     * @param userClass as the rules spell it; any other has the default
     * @param subject whom it counts for, with a value for each scope of the rule's limits
     * @return whether it was granted
     */
    default Decision tryAcquire(String endpoint, String userClass, Subject subject) {
        return limiter(endpoint, userClass).tryAcquire(subject, 1);
    }

    /**
     * The limiter of the rule that holds now: for other costs, refunds and penalties. Ask again for each request, since a change
     * of the rules replaces it.
     *
     * @param endpoint as the rules spell it; any other has the default
     * @param userClass as the rules spell it; any other has the default
     * @return the limiter
     */
    RateLimiter limiter(String endpoint, String userClass);

    /**
     * The rules that hold now.
     *
     * @return the rules
     */
    LimitRules rules();

    /**
     * Changes the rules, all at once: each request is decided by the old ones or by the new ones. A rule whose name and limits
     * stay keeps its limiter, with its statistics and what it holds in this process; in Redis nothing is touched.
     *
     * @param rules which limits hold from now on
     * @throws IllegalArgumentException as {@link #on(Redis, String, LimitRules)}; then the old rules go on
     */
    void reload(LimitRules rules);
}
