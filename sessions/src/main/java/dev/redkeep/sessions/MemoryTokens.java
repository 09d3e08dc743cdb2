package dev.redkeep.sessions;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of a memory, found by token and, in the order of their last noted use, by user; and for a while a copy of each
 * under the token it had before. It knows no time limit but that one. Every step but a copy is O(1). Not safe to share between
 * threads.
 */
final class MemoryTokens {
    /** What a rotation left under the old token: a copy, as in Redis, which never tells the new token. */
    record Trace(MemorySession session, Session copy, long until) {}

    private final int most;
    private final Map<String, MemorySession> byToken = new HashMap<>();
    private final Set<MemorySession> byUse = new LinkedHashSet<>();
    private final Map<Long, Set<MemorySession>> byUser = new HashMap<>();
    /** At most one of a session. All last as long, so that the first to end is the first. */
    private final Map<String, Trace> traces = new LinkedHashMap<>();

    MemoryTokens(int most) {
        this.most = most;
    }

    boolean isFull() {
        return byUse.size() >= most;
    }

    Optional<MemorySession> byToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    Optional<Trace> trace(String token, long now) {
        return Optional.ofNullable(traces.get(token)).filter(trace -> now < trace.until());
    }

    /** How many copies are left by rotations. */
    int traces() {
        return traces.size();
    }

    /** The one whose use was noted longest ago. */
    Optional<MemorySession> eldest() {
        return byUse.stream().findFirst();
    }

    /** A copy, the one whose use was noted longest ago first. */
    List<MemorySession> all() {
        return List.copyOf(byUse);
    }

    /** A copy of a user's, the one whose use was noted longest ago first. */
    List<MemorySession> of(long userId) {
        return List.copyOf(view(userId));
    }

    int count(long userId) {
        return view(userId).size();
    }

    private Collection<MemorySession> view(long userId) {
        return byUser.getOrDefault(userId, Set.of());
    }

    /** Enters it as the one that was used last. */
    void add(MemorySession session) {
        byToken.put(session.token(), session);
        byUse.add(session);
        byUser.computeIfAbsent(session.userId, user -> new LinkedHashSet<>()).add(session);
    }

    /** With what its last rotation left. */
    void remove(MemorySession session) {
        takeOut(session);
        dropTrace(session);
    }

    private void takeOut(MemorySession session) {
        byToken.remove(session.token());
        byUse.remove(session);
        byUser.computeIfPresent(session.userId, (user, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    void touch(MemorySession session, long now) {
        takeOut(session);
        session.touch(now);
        add(session);
    }

    /** Gives it another token. Under the one it had stays a copy until then; that of an earlier rotation goes. */
    void rotate(MemorySession session, String newToken, long now, long until) {
        Session copy = session.read(false, true);
        String before = session.token();
        dropTrace(session);
        byToken.remove(before);
        session.rotate(newToken, now);
        byToken.put(newToken, session);
        if (now < until) {
            forgetEnded(now);
            traces.put(before, new Trace(session, copy, until));
            session.leaveTrace(before);
        }
    }

    private void dropTrace(MemorySession session) {
        session.takeTrace()
                .ifPresent(token ->
                        traces.computeIfPresent(token, (same, trace) -> trace.session() == session ? null : trace));
    }

    private void forgetEnded(long now) {
        Iterator<Trace> first = traces.values().iterator();
        while (first.hasNext() && first.next().until() <= now) {
            first.remove();
        }
    }
}
