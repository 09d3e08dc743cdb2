package dev.redkeep.sessions;

import dev.redkeep.sessions.bound.Bounds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes to a session. Immutable; each method gives a copy.
 *
 * <pre>{@code
 * SessionUpdate.of("theme", "dark").removing("draft").ifVersion(session.version())
 * }</pre>
 */
public final class SessionUpdate {
    private final Map<String, Optional<String>> attributes;
    private final Optional<String> authData;
    private final Optional<String> deviceInfo;
    private final OptionalLong version;

    private SessionUpdate(
            Map<String, Optional<String>> attributes,
            Optional<String> authData,
            Optional<String> deviceInfo,
            OptionalLong version) {
        this.attributes = attributes;
        this.authData = authData;
        this.deviceInfo = deviceInfo;
        this.version = version;
    }

    /**
     * No change yet.
     *
     * @return an update that counts the version up, and no more
     */
    public static SessionUpdate none() {
        return new SessionUpdate(Map.of(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /**
     * Sets one attribute.
     *
     * @param name see {@link #with}
     * @param value see {@link #with}
     * @return the update
     * @throws IllegalArgumentException as {@link #with}
     */
    public static SessionUpdate of(String name, String value) {
        return none().with(name, value);
    }

    /**
     * Sets an attribute.
     *
     * @param name 1 to 128 UTF-16 units, not blank
     * @param value at most 65,536 UTF-16 units
     * @return a copy with it
     * @throws IllegalArgumentException if the name or the value is out of bounds, or these are more than 1,000 attributes, or
     *     their names and values have more than 1,048,576 UTF-16 units
     */
    public SessionUpdate with(String name, String value) {
        SessionData.checkAttribute(name, value);
        return changing(name, Optional.of(value));
    }

    /**
     * Removes an attribute. That there is none is no error.
     *
     * @param name 1 to 128 UTF-16 units, not blank
     * @return a copy that does
     * @throws IllegalArgumentException if the name is out of bounds, or more than 1,000 attributes change
     */
    public SessionUpdate removing(String name) {
        SessionData.checkAttribute(name, "");
        return changing(name, Optional.empty());
    }

    private SessionUpdate changing(String name, Optional<String> value) {
        Map<String, Optional<String>> changed = new LinkedHashMap<>(attributes);
        changed.put(name, value);
        SessionData.checkAttributes(changed.keySet(), changed.values().stream().flatMap(Optional::stream));
        return new SessionUpdate(changed, authData, deviceInfo, version);
    }

    /**
     * Replaces what the log-in told.
     *
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return a copy with it
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public SessionUpdate authData(String json) {
        return new SessionUpdate(attributes, Optional.of(Bounds.json("authData", json)), deviceInfo, version);
    }

    /**
     * Replaces what is known of the device.
     *
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return a copy with it
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public SessionUpdate deviceInfo(String json) {
        return new SessionUpdate(attributes, authData, Optional.of(Bounds.json("deviceInfo", json)), version);
    }

    /**
     * Does nothing unless the session still has this version.
     *
     * @param expected from {@link Session#version}
     * @return a copy that compares
     */
    public SessionUpdate ifVersion(long expected) {
        return new SessionUpdate(attributes, authData, deviceInfo, OptionalLong.of(expected));
    }

    /** What a memory gives away: all that it has, whatever it adds up to. */
    static SessionUpdate carriedOver(
            Map<String, Optional<String>> attributes, Optional<String> authData, Optional<String> deviceInfo) {
        return new SessionUpdate(attributes, authData, deviceInfo, OptionalLong.empty());
    }

    /** Each attribute that changes; empty for one that goes. */
    Map<String, Optional<String>> attributes() {
        return attributes;
    }

    Optional<String> authData() {
        return authData;
    }

    Optional<String> deviceInfo() {
        return deviceInfo;
    }

    OptionalLong version() {
        return version;
    }

    /**
     * Tells the names of what changes, never the values.
     *
     * @return such as {@code SessionUpdate[theme, draft]}
     */
    @Override
    public String toString() {
        return "SessionUpdate" + attributes.keySet();
    }
}
