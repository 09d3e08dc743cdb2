package dev.redkeep.ratelimit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The body of a response that refuses, as problem details (RFC 9457) of the types that the IETF's draft on rate limits defines.
 *
 * @param type what is the matter
 * @param violatedPolicies the names of the limits that refused: those of {@code RateLimit-Policy}
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/11/">RateLimit header fields for HTTP,
 *     draft 11, section 5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public record RateLimitProblem(Type type, List<String> violatedPolicies) {
    /** The media type of {@link #json}. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** What is the matter. */
    public enum Type {
        /** The client asked for more than its limits allow. */
        QUOTA_EXCEEDED("quota-exceeded", "Quota Exceeded", 429),
        /** The server can do less than usual. */
        TEMPORARY_REDUCED_CAPACITY("temporary-reduced-capacity", "Temporary Reduced Capacity", 503),
        /** The client's requests look like a mistake or an attack. */
        ABNORMAL_USAGE_DETECTED("abnormal-usage-detected", "Abnormal Usage Detected", 429);

        private final String uri;
        private final String title;
        private final int status;

        Type(String name, String title, int status) {
            this.uri = "https://iana.org/assignments/http-problem-types#" + name;
            this.title = title;
            this.status = status;
        }

        /**
         * Its identity.
         *
         * @return the URI under which it is to be registered
         */
        public String uri() {
            return uri;
        }

        /**
         * Its title.
         *
         * @return a few words for people
         */
        public String title() {
            return title;
        }

        /**
         * The status code that is recommended for it.
         *
         * @return 429 (RFC 6585) or 503
         */
        public int status() {
            return status;
        }
    }

    /**
     * Copies the list.
     *
     * @param type see the record
     * @param violatedPolicies see the record
     */
    public RateLimitProblem {
        violatedPolicies = List.copyOf(violatedPolicies);
    }

    /**
     * The problem of a request that was refused.
     *
     * @param decision a decision to refuse
     * @return {@link Type#QUOTA_EXCEEDED}; {@link Type#TEMPORARY_REDUCED_CAPACITY} if it was degraded, since then it is not
     *     the client that is at fault
     * @throws IllegalArgumentException if the decision is to allow
     */
    public static RateLimitProblem of(Decision decision) {
        return of(decision.degraded() ? Type.TEMPORARY_REDUCED_CAPACITY : Type.QUOTA_EXCEEDED, decision);
    }

    /**
     * A problem of a request that was refused.
     *
     * @param type what is the matter
     * @param decision a decision to refuse
     * @return the problem
     * @throws IllegalArgumentException if the decision is to allow
     */
    public static RateLimitProblem of(Type type, Decision decision) {
        Limit decisive = decision.refusedBy()
                .orElseThrow(() -> new IllegalArgumentException("decision must be to refuse: there is no problem"));
        List<String> violated = decision.standings().stream()
                .filter(Standing::refuses)
                .map(standing -> standing.limit().name())
                .toList();
        return new RateLimitProblem(type, violated.isEmpty() ? List.of(decisive.name()) : violated);
    }

    /**
     * The status code of the response, which the body repeats.
     *
     * @return 429 or 503
     */
    public int status() {
        return type.status();
    }

    /**
     * The body: {@code type}, {@code title}, {@code status} and {@code violated-policies}.
     *
     * @return a JSON object
     */
    public String json() {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status());
        violatedPolicies.forEach(body.putArray("violated-policies")::add);
        return body.toString();
    }
}
