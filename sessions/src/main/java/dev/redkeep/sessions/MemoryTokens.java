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
 * The sessions of a memory, found by token and, in the order of their last noted use, by user; for a while also by the token
 * that they had before. It knows no time limit but that one. Every step but a copy is O(1). Not safe to share between
 * threads.
 */
final class MemoryTokens {
    /** Where an old token leads. */
    private record Alias(MemorySession session, long until) {}

    private final int most;
    private final Map<String, MemorySession> byToken = new HashMap<>();
    private final Set<MemorySession> byUse = new LinkedHashSet<>();
    private final Map<Long, Set<MemorySession>> byUser = new HashMap<>();
    /** All last as long, so that the first to end is the first. */
    private final Map<String, Alias> old = new LinkedHashMap<>();

    MemoryTokens(int most) {
        this.most = most;
    }

    boolean isFull() {
        return byUse.size() >= most;
    }

    Optional<MemorySession> byToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    Optional<MemorySession> byOldToken(String token, long now) {
        return Optional.ofNullable(old.get(token))
                .filter(alias -> now < alias.until() && byUse.contains(alias.session()))
                .map(Alias::session);
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

    void remove(MemorySession session) {
        byToken.remove(session.token());
        byUse.remove(session);
        byUser.computeIfPresent(session.userId, (user, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    void touch(MemorySession session, long now) {
        remove(session);
        session.touch(now);
        add(session);
    }

    /** Gives it another token, to which the one it had leads until then. */
    void rotate(MemorySession session, String newToken, long now, long until) {
        String before = session.token();
        byToken.remove(before);
        session.rotate(newToken, now);
        byToken.put(newToken, session);
        if (now < until) {
            forgetOld(now);
            old.put(before, new Alias(session, until));
        }
    }

    private void forgetOld(long now) {
        Iterator<Alias> aliases = old.values().iterator();
        while (aliases.hasNext()) {
            Alias first = aliases.next();
            if (now < first.until() && old.size() < most) {
                return;
            }
            aliases.remove();
        }
    }
}
