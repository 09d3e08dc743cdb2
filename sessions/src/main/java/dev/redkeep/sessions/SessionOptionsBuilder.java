package dev.redkeep.sessions;

import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.sessions.bound.Bounds;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts {@link SessionOptions} together. Not safe to share between threads. */
public final class SessionOptionsBuilder {
    private static final Duration LONGEST_THROTTLE = Duration.ofMinutes(1);

    private SessionSchema schema = SessionSchema.DISCOURS;
    private KeyLayout layout = KeyLayout.DOCUMENTED;
    private @Nullable Duration idle;
    private Optional<Duration> absolute = Optional.empty();
    private Optional<Duration> renewal = Optional.empty();
    private @Nullable Duration touchEvery;
    private Duration rotationGrace = Duration.ZERO;
    private OptionalInt maximum = OptionalInt.empty();
    private SessionOptions.Excess excess = SessionOptions.Excess.EVICT_OLDEST;
    private SessionOptions.Unreadable unreadable = SessionOptions.Unreadable.IGNORE;
    private SessionOptions.JsonNames json = SessionOptions.JsonNames.defaults();
    private SessionListener listener = SessionListener.NO_OP;

    SessionOptionsBuilder() {}

    /**
     * Whose document says how sessions are stored.
     *
     * @param value {@link SessionSchema#DISCOURS} by default
     * @return this builder
     */
    public SessionOptionsBuilder schema(SessionSchema value) {
        schema = value;
        return this;
    }

    /**
     * As documented, or hardened.
     *
     * @param value {@link KeyLayout#DOCUMENTED} by default; a Cluster needs {@link KeyLayout#HARDENED}
     * @return this builder
     */
    public SessionOptionsBuilder layout(KeyLayout value) {
        layout = value;
        return this;
    }

    /**
     * How long a session lives from its last noted use.
     *
     * @param value at least 1 ms; by default what the document says: 30 days for Discours, 24 hours for Trackeep
     * @return this builder
     */
    public SessionOptionsBuilder idle(Duration value) {
        idle = value;
        return this;
    }

    /**
     * How long a session lives at most from its creation, however much it is used.
     *
     * @param value at least 1 ms; without it there is no such end
     * @return this builder
     */
    public SessionOptionsBuilder absolute(Duration value) {
        absolute = Optional.of(value);
        return this;
    }

    /**
     * How long a session may keep its token; the renewal timeout of the OWASP Session Management Cheat Sheet.
     *
     * @param value at least 1 ms; without it none asks for a rotation
     * @return this builder
     */
    public SessionOptionsBuilder renewal(Duration value) {
        renewal = Optional.of(value);
        return this;
    }

    /**
     * How long after a use was noted the next ones are not.
     *
     * @param value from 0, less than {@code idle}; by default a minute, or a tenth of {@code idle} if that is less
     * @return this builder
     */
    public SessionOptionsBuilder touchEvery(Duration value) {
        touchEvery = value;
        return this;
    }

    /**
     * How long after a rotation the old token still finds the session, read-only, for requests that were under way.
     *
     * @param value from 0, the default, to 10 minutes
     * @return this builder
     */
    public SessionOptionsBuilder rotationGrace(Duration value) {
        rotationGrace = value;
        return this;
    }

    /**
     * The most sessions that a user may have at a time.
     *
     * @param value 1 to 10,000; without it there may be any number
     * @param whenExceeded what happens at one more
     * @return this builder
     */
    public SessionOptionsBuilder maximum(int value, SessionOptions.Excess whenExceeded) {
        maximum = OptionalInt.of(value);
        excess = whenExceeded;
        return this;
    }

    /**
     * What to do with data that are no session.
     *
     * @param value {@link SessionOptions.Unreadable#IGNORE} by default
     * @return this builder
     */
    public SessionOptionsBuilder unreadable(SessionOptions.Unreadable value) {
        unreadable = value;
        return this;
    }

    /**
     * The JSON properties of Trackeep's schema.
     *
     * @param value snake case by default
     * @return this builder
     */
    public SessionOptionsBuilder json(SessionOptions.JsonNames value) {
        json = value;
        return this;
    }

    /**
     * Who is told what happens.
     *
     * @param value nobody by default
     * @return this builder
     */
    public SessionOptionsBuilder listener(SessionListener value) {
        listener = value;
        return this;
    }

    /**
     * Checks the settings and puts them together. The builder may go on to build others.
     *
     * @return the options
     * @throws IllegalArgumentException if a setting is out of bounds
     */
    public SessionOptions build() {
        Duration life = idle != null ? idle : documented(schema);
        Duration tenth = life.dividedBy(10);
        Duration throttle = tenth.compareTo(LONGEST_THROTTLE) < 0 ? tenth : LONGEST_THROTTLE;
        return new SessionOptions(
                schema,
                layout,
                life,
                absolute,
                renewal,
                touchEvery != null ? touchEvery : throttle,
                rotationGrace,
                maximum,
                excess,
                unreadable,
                json,
                listener);
    }

    private static Duration documented(SessionSchema schema) {
        return Bounds.documentedLife(
                switch (schema) {
                    case DISCOURS -> SessionKeys.SESSION;
                    case TRACKEEP -> SessionKeys.TRACKEEP_SESSION;
                });
    }
}
