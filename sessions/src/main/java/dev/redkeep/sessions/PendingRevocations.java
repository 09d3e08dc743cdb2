package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisUnavailableException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The revocations that wait for Redis. Not safe to share between threads. */
final class PendingRevocations {
    /** 300,000 of issued tokens, 4,000 of the longest of the application's own. */
    private static final long MOST_CHARACTERS = 32 * 1024 * 1024;

    /** What one takes beside its token, as characters. */
    private static final int OVERHEAD = 64;

    private final Set<PendingRevocation> waiting = new LinkedHashSet<>();
    private final long most;
    private long characters;

    PendingRevocations() {
        this(MOST_CHARACTERS);
    }

    PendingRevocations(long most) {
        this.most = most;
    }

    /** Refuses rather than forgets. */
    void add(String operation, PendingRevocation revocation) {
        if (!waiting.contains(revocation) && characters + weight(revocation) > most) {
            throw RedisUnavailableException.notSent(
                    operation,
                    "Redis is away, and too many revocations wait for it already",
                    "Nothing was revoked: try again when Redis is back.");
        }
        putBack(revocation);
    }

    /** Adds one that there was room for. */
    boolean putBack(PendingRevocation revocation) {
        boolean added = waiting.add(revocation);
        if (added) {
            characters += weight(revocation);
        }
        return added;
    }

    /** The one that waits longest; it no longer waits then, so that the same can be asked for again meanwhile. */
    Optional<PendingRevocation> take() {
        Iterator<PendingRevocation> first = waiting.iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        PendingRevocation taken = first.next();
        first.remove();
        characters -= weight(taken);
        return Optional.of(taken);
    }

    /** Whether all that Redis has under this id ends when Redis is back. */
    boolean covers(SessionId id) {
        return waiting.contains(new PendingRevocation.One(id))
                || (id.userId().isPresent() && coversAll(id.userId().getAsLong()));
    }

    boolean coversAll(long userId) {
        return waiting.contains(new PendingRevocation.All(userId));
    }

    private static int weight(PendingRevocation revocation) {
        return OVERHEAD + revocation.characters();
    }
}
