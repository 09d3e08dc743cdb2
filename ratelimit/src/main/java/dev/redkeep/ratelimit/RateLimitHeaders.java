package dev.redkeep.ratelimit;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a response tells of a decision, in header fields for any web framework. Pure functions; the maps are in the order in
 * which the fields are best sent, and cannot be changed.
 *
 * <pre>{@code
 * RateLimitHeaders.of(decision, clock.instant()).forEach(response::setHeader);
 * if (!decision.allowed()) {
 *     RateLimitProblem problem = RateLimitProblem.of(decision);
 *     response.setStatus(problem.status());
 *     response.setContentType(RateLimitProblem.CONTENT_TYPE);
 *     response.getWriter().write(problem.json());
 * }
 * }</pre>
 *
 * <p>The fields have seconds; times are rounded up, so that a client that waits as told is not refused for having waited too
 * short. Fields of a request that was refused tell the waits for that very request.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/11/">RateLimit header fields for HTTP,
 *     draft 11 of May 2026</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
 */
public final class RateLimitHeaders {
    /** Who has less than this to wait waits a second. */
    private static final long LEAST_WAIT = 1;

    private RateLimitHeaders() {}

    /**
     * All of them: {@link #documented} and {@link #standard(Decision)}.
     *
     * @param decision what was decided
     * @param now the present, by the clock that sets the response's {@code Date}
     * @return the fields by name
     */
    public static Map<String, String> of(Decision decision, Instant now) {
        Map<String, String> fields = new LinkedHashMap<>(documented(decision, now));
        fields.putAll(standard(decision));
        return Collections.unmodifiableMap(fields);
    }

    /**
     * {@code X-RateLimit-Limit}, {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset}, as Trackeep documents them, for
     * the decisive limit of the decision; and {@code Retry-After} if the request was refused and can be served later.
     * The reset is the Unix time in seconds from which all permits are there again, if nothing more is asked.
     *
     * @param decision what was decided
     * @param now the present, by the clock that sets the response's {@code Date}
     * @return the fields by name
     */
    public static Map<String, String> documented(Decision decision, Instant now) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("X-RateLimit-Limit", Long.toString(decision.limit()));
        fields.put("X-RateLimit-Remaining", Long.toString(decision.remaining()));
        Duration sinceEpoch = Duration.ofSeconds(now.getEpochSecond(), now.getNano());
        fields.put("X-RateLimit-Reset", Long.toString(seconds(sinceEpoch.plus(decision.resetAfter()))));
        retryAfter(decision, fields);
        return Collections.unmodifiableMap(fields);
    }

    /**
     * {@code RateLimit-Policy} and {@code RateLimit} of the IETF's draft, with an item for each limit, called by its name; and
     * {@code Retry-After} if the request was refused and can be served later.
     *
     * <p>A policy's quota {@code q} is what can come at once, and its window {@code w} the time in which so many come back: so
     * a burst of 20 at 10 a second is {@code q=20;w=2}. A limit of concurrency has the unit {@code concurrent-requests} and no
     * window. In {@code RateLimit}, {@code r} permits are left to last for {@code t} seconds; where a limit refused, {@code t} is
     * the wait, and so no later than {@code Retry-After}; the other limits have no {@code t} then.
     *
     * @param decision what was decided
     * @return the fields by name
     */
    public static Map<String, String> standard(Decision decision) {
        return standard(decision, (field, limit) -> field);
    }

    /**
     * As {@link #standard(Decision)}, with a partition key {@code pk} in each item: the SHA-256 of the subject's value for the
     * limit's scope, in UTF-8, as the draft wants it, so that a client can know it in advance. Others can guess it from a
     * value that is easily guessed, such as an address; {@code pk} is for values that the client may see.
     *
     * @param decision what was decided
     * @param subject whom it was decided for
     * @return the fields by name
     * @throws IllegalArgumentException if the subject lacks a value for a limit's scope
     */
    public static Map<String, String> standard(Decision decision, Subject subject) {
        return standard(decision, (field, limit) -> field.parameter("pk", sha256(subject.required(limit.scope()))));
    }

    private interface Partition {
        StructuredField tell(StructuredField field, Limit limit);
    }

    private static Map<String, String> standard(Decision decision, Partition partition) {
        StructuredField policies = new StructuredField();
        StructuredField limits = new StructuredField();
        for (Standing standing : decision.standings()) {
            partition.tell(policy(policies, standing.limit()), standing.limit());
            partition.tell(limit(limits, decision, standing), standing.limit());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("RateLimit-Policy", policies.toString());
        fields.put("RateLimit", limits.toString());
        retryAfter(decision, fields);
        return Collections.unmodifiableMap(fields);
    }

    private static StructuredField policy(StructuredField field, Limit limit) {
        field.string(limit.name()).parameter("q", limit.capacity());
        return limit.algorithm() == Algorithm.CONCURRENCY
                ? field.parameter("qu", "concurrent-requests")
                : field.parameter("w", window(limit));
    }

    /** The seconds in which all that can come at once come back, rounded up. */
    private static long window(Limit limit) {
        return (limit.micros(limit.capacity()) - 1) / 1_000_000 + 1;
    }

    private static StructuredField limit(StructuredField field, Decision decision, Standing standing) {
        field.string(standing.limit().name()).parameter("r", standing.remaining());
        if (decision.outcome() != Outcome.REFUSED) {
            return standing.limit().algorithm() == Algorithm.CONCURRENCY
                    ? field
                    : field.parameter("t", seconds(standing.resetAfter()));
        }
        return standing.retryAfter()
                .filter(wait -> !wait.isZero())
                .map(wait -> field.parameter("t", Math.max(LEAST_WAIT, seconds(wait))))
                .orElse(field);
    }

    private static void retryAfter(Decision decision, Map<String, String> fields) {
        if (decision.outcome() == Outcome.REFUSED) {
            decision.retryAfter()
                    .map(wait -> Math.max(LEAST_WAIT, seconds(wait)))
                    .ifPresent(wait -> fields.put("Retry-After", Long.toString(wait)));
        }
    }

    /** Rounded up. */
    private static long seconds(Duration time) {
        return time.getNano() == 0 ? time.getSeconds() : time.getSeconds() + 1;
    }

    private static byte[] sha256(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
