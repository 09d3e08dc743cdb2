package dev.redkeep.sessions;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A session as {@link MemorySessions} keeps it. Times are milliseconds of Unix time. Not safe to share between threads. */
final class MemorySession {
    final long userId;
    final String username;
    final long createdAt;
    private final Set<String> removed = new HashSet<>();
    private final Map<String, String> attributes;
    private Optional<String> authData;
    private Optional<String> deviceInfo;
    private String token;
    private Optional<String> trace = Optional.empty();
    private boolean elsewhere;
    private long touchedAt;
    private long rotatedAt;
    private long version;

    MemorySession(NewSession session, String token, long now) {
        this.userId = session.userId();
        this.username = session.username();
        this.createdAt = now - session.age().toMillis();
        this.attributes = new HashMap<>(session.attributes());
        this.authData = session.authData();
        this.deviceInfo = session.deviceInfo();
        this.token = token;
        this.touchedAt = now;
        this.rotatedAt = now;
        this.version = session.version();
    }

    SessionId id() {
        return SessionId.of(userId, token);
    }

    String token() {
        return token;
    }

    long touchedAt() {
        return touchedAt;
    }

    long rotatedAt() {
        return rotatedAt;
    }

    long version() {
        return version;
    }

    void touch(long now) {
        touchedAt = now;
    }

    /** Under its present token; by a creation in doubt, or since it is carried over just now. */
    void mayBeElsewhere() {
        elsewhere = true;
    }

    boolean isElsewhere() {
        return elsewhere;
    }

    void rotate(String newToken, long now) {
        token = newToken;
        elsewhere = false;
        rotatedAt = now;
    }

    /** Under a token that it had a copy is left. */
    void leaveTrace(String oldToken) {
        trace = Optional.of(oldToken);
    }

    /** Where a copy may be left, which goes now. */
    Optional<String> takeTrace() {
        Optional<String> left = trace;
        trace = Optional.empty();
        return left;
    }

    void update(SessionUpdate update) {
        update.attributes().forEach((name, value) -> {
            if (value.isPresent()) {
                attributes.put(name, value.get());
                removed.remove(name);
            } else {
                attributes.remove(name);
                removed.add(name);
            }
        });
        authData = update.authData().or(() -> authData);
        deviceInfo = update.deviceInfo().or(() -> deviceInfo);
        version++;
    }

    /** What makes a session that was like this one at first like this one now. */
    SessionUpdate changes() {
        Map<String, Optional<String>> all = new LinkedHashMap<>();
        attributes.forEach((name, value) -> all.put(name, Optional.of(value)));
        removed.forEach(name -> all.put(name, Optional.empty()));
        return SessionUpdate.carriedOver(all, authData, deviceInfo);
    }

    boolean hasEnded(SessionOptions options, long now) {
        return now - touchedAt >= options.idle().toMillis()
                || options.absolute()
                        .filter(most -> now - createdAt >= most.toMillis())
                        .isPresent();
    }

    Session read(boolean renewalDue, boolean readOnly) {
        return new Session(
                id(),
                userId,
                Optional.of(username),
                seconds(createdAt),
                seconds(touchedAt),
                seconds(rotatedAt),
                version,
                attributes,
                authData,
                deviceInfo,
                renewalDue,
                readOnly,
                false);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    Optional<String> authData() {
        return authData;
    }

    Optional<String> deviceInfo() {
        return deviceInfo;
    }

    private static Instant seconds(long millis) {
        return Instant.ofEpochSecond(Math.floorDiv(millis, 1_000L));
    }
}
