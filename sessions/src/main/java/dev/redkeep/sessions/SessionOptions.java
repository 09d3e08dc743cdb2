package dev.redkeep.sessions;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How sessions are kept. Immutable.
 *
 * @param schema whose document says how they are stored
 * @param layout as documented, or hardened: the user as hash tag, digests in place of tokens, and a sorted set as index
 * @param idle how long a session lives from its last noted use; at least 1 ms
 * @param absolute how long it lives at most from its creation, counted from the end of that second; at least 1 ms
 * @param renewal how long it may keep its token; after that {@link Session#renewalDue} asks for a rotation
 * @param touchEvery how long after a use was noted the next ones are not, so that they cost no write; from 0, less than
 *     {@code idle}. A session can so end that much sooner after its last use
 * @param rotationGrace how long after a rotation the old token still finds the session, read-only; from 0 to 10 min
 * @param maximum the most sessions of a user
 * @param excess what happens when a user has as many and creates another
 * @param unreadable what to do with data that are no session
 * @param json the JSON properties of Trackeep's schema
 * @param listener is told what happens
 */
public record SessionOptions(
        SessionSchema schema,
        KeyLayout layout,
        Duration idle,
        Optional<Duration> absolute,
        Optional<Duration> renewal,
        Duration touchEvery,
        Duration rotationGrace,
        OptionalInt maximum,
        Excess excess,
        Unreadable unreadable,
        JsonNames json,
        SessionListener listener) {
    /** What happens when a user has the maximum of sessions and creates another. */
    public enum Excess {
        /**
         * The session whose use was noted longest ago ends; in the hardened layout the one that would end next, which is
         * the same unless limits were changed or an absolute one is near.
         */
        EVICT_OLDEST,
        /** A {@link TooManySessionsException}. */
        REJECT
    }

    /** What to do with data that cannot be read as a session: another program wrote them, or damaged them. */
    public enum Unreadable {
        /** Behave as if there were no session, and count it. The data stay until they expire. */
        IGNORE,
        /** Throw an {@link UnreadableSessionException}. */
        FAIL
    }

    /**
     * What the JSON properties of a session are called, since Trackeep's document names none. Each is 1 to 64 ASCII letters,
     * digits, {@code _}, {@code -} or {@code .}, and another than the rest and than what the library adds:
     * {@code username}, {@code auth_data}, {@code device_info}, {@code attributes}, {@code version}, {@code rotated_at},
     * {@code previous}, {@code rotated}.
     *
     * @param sessionId the token's; the digest's in the hardened layout
     * @param userId the user's id, a number
     * @param createdAt the time of creation, RFC 3339
     * @param lastActive the last noted use, RFC 3339
     */
    public record JsonNames(String sessionId, String userId, String createdAt, String lastActive) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
        private static final Set<String> OURS = Set.of(
                "username", "auth_data", "device_info", "attributes", "version", "rotated_at", "previous", "rotated");
        private static final JsonNames DEFAULTS = new JsonNames("session_id", "user_id", "created_at", "last_active");

        /**
         * Checks the names.
         *
         * @param sessionId the token's
         * @param userId the user's id
         * @param createdAt the time of creation
         * @param lastActive the last noted use
         * @throws IllegalArgumentException if a name is out of bounds, or is there twice
         */
        public JsonNames {
            List<String> names = List.of(sessionId, userId, createdAt, lastActive);
            if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
                throw new IllegalArgumentException("json must have names of 1 to 64 letters, digits, _, - or .");
            }
            if (Set.copyOf(names).size() < names.size() || names.stream().anyMatch(OURS::contains)) {
                throw new IllegalArgumentException("json must have names that differ, and from " + new TreeSet<>(OURS));
            }
        }

        /**
         * Snake case: {@code session_id}, {@code user_id}, {@code created_at}, {@code last_active}.
         *
         * @return the defaults
         */
        public static JsonNames defaults() {
            return DEFAULTS;
        }
    }

    private static final Duration MAX_GRACE = Duration.ofMinutes(10);
    private static final SessionOptions DEFAULTS = builder().build();

    /**
     * Checks the bounds.
     *
     * @param schema whose document says how sessions are stored
     * @param layout as documented, or hardened
     * @param idle at least 1 ms
     * @param absolute at least 1 ms
     * @param renewal at least 1 ms, at most {@code absolute}
     * @param touchEvery from 0, less than {@code idle}
     * @param rotationGrace from 0 to 10 min
     * @param maximum 1 to 10,000
     * @param excess what happens at one more
     * @param unreadable what to do with data that are no session
     * @param json the JSON properties of Trackeep's schema
     * @param listener is told what happens
     * @throws IllegalArgumentException if a setting is out of bounds
     */
    public SessionOptions {
        requireNonNull(schema, "schema");
        requireNonNull(layout, "layout");
        requireNonNull(excess, "excess");
        requireNonNull(unreadable, "unreadable");
        requireNonNull(json, "json");
        requireNonNull(listener, "listener");
        TtlPolicy.sliding(idle);
        absolute.ifPresent(TtlPolicy::sliding);
        renewal.ifPresent(TtlPolicy::sliding);
        if (renewal.isPresent() && absolute.isPresent() && renewal.get().compareTo(absolute.get()) > 0) {
            throw new IllegalArgumentException("renewal must be at most absolute");
        }
        if (touchEvery.isNegative() || touchEvery.compareTo(idle) >= 0) {
            throw new IllegalArgumentException("touchEvery must be from 0 to less than idle");
        }
        if (rotationGrace.isNegative() || rotationGrace.compareTo(MAX_GRACE) > 0) {
            throw new IllegalArgumentException("rotationGrace must be from 0 to 10 minutes");
        }
        if (maximum.isPresent() && (maximum.getAsInt() < 1 || maximum.getAsInt() > 10_000)) {
            throw new IllegalArgumentException("maximum must be from 1 to 10,000");
        }
    }

    /**
     * Discours as documented, thirty days from the last use, as many as there are; what is unreadable is ignored and
     * counted.
     *
     * @return the defaults
     */
    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static SessionOptionsBuilder builder() {
        return new SessionOptionsBuilder();
    }
}
