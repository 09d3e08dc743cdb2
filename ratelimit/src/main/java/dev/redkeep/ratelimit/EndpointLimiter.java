package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * <p>What a rule counts has keys by its name and the limit's, {@code prefix:{name of the rule}:{name of the limit}:{client}},
 * whether it has one limit or several. So a rule goes on with what was counted when its permits, endpoints or classes change, or
 * another limit comes or goes,
 * and begins anew when its algorithm changes.
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
     * A limiter. One look is sent, as by {@link RateLimiter#on(Redis, RateLimiterOptions)}.
     *
     * @param redis the client; it stays the application's to close
     * @param prefix what the keys begin with, such as {@code rl}: letters, digits and {@code : _ . -}
     * @param rules which limits hold
     * @param options sets all but the limits, such as {@code options -> options.onFailure(FailurePolicy.LOCAL)}; asked for
     *     each rule now, and at a {@link #reload} for each whose name or limits are new: a rule that stays keeps its limiter, so
     *     that other options need a new {@code EndpointLimiter}
     * @return the limiter
     * @throws IllegalArgumentException as {@link RateLimiter#on(Redis, RateLimiterOptions)}, for any of the rules
     */
    static EndpointLimiter on(
            Redis redis, String prefix, LimitRules rules, UnaryOperator<RateLimiterOptionsBuilder> options) {
        AtomicBoolean warm = new AtomicBoolean(); // one look serves the JVM, and waits once if Redis is stuck
        return new RuledLimiter(
                rules,
                rule -> RateLimiters.on(
                        redis,
                        options.apply(RateLimiterOptions.builder(RuledLimiter.prefix(prefix, rule)))
                                .limits(rule.limits().toArray(Limit[]::new))
                                .build(),
                        !warm.getAndSet(true)));
    }

    /**
     * Asks for one permit for a client.
     *
     * @param endpoint as the rules spell it; any other has the default
     * @param userClass as the rules spell it; any other has the default
     * @param client such as an address or a user's id: any text that {@link Subject#client} takes
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
     * Asks for permits for a client.
     *
     * @param endpoint as the rules spell it; any other has the default
     * @param userClass as the rules spell it; any other has the default
     * @param client such as an address or a user's id: not empty, up to 1,024 characters
     * @param cost how many, from 0, which is {@link RateLimiter#peek}
     * @return whether all of them were granted; else none is
     */
    default Decision tryAcquire(String endpoint, String userClass, String client, long cost) {
        return tryAcquire(endpoint, userClass, Subject.client(client), cost);
    }

    /**
     * Asks for permits.
     *
     * @param endpoint as the rules spell it; any other has the default
     * @param userClass as the rules spell it; any other has the default
     * @param subject whom it counts for, with a value for each scope of the rule's limits
     * @param cost how many, from 0, which is {@link RateLimiter#peek}
     * @return whether all of them were granted; else none is
     */
    default Decision tryAcquire(String endpoint, String userClass, Subject subject, long cost) {
        return limiter(endpoint, userClass).tryAcquire(subject, cost);
    }

    /**
     * What the limiters of the rules that hold now have answered. That of a rule whose limits changed begins anew.
     *
     * @return a snapshot for each rule, by its name
     */
    Map<String, RateLimiterStats> stats();

    /**
     * The limiter of the rule that holds now: for refunds and penalties. Ask again for each request, since a change
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
