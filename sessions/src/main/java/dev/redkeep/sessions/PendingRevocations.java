package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisUnavailableException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The revocations that wait for Redis: those that it has not met, and those that it refused. Not safe to share between
 * threads, but for {@link #hasRefused}.
 */
final class PendingRevocations {
    /** 300,000 of issued tokens, 4,000 of the longest of the application's own. */
    private static final long MOST_CHARACTERS = 32 * 1024 * 1024;

    /** What one takes beside its token, as characters. */
    private static final int OVERHEAD = 64;

    private final Set<PendingRevocation> waiting = new LinkedHashSet<>();
    private final Set<PendingRevocation> refused = new LinkedHashSet<>();
    private final long most;
    private long characters;
    private volatile boolean anyRefused;

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
        return add(waiting, revocation);
    }

    /** As {@link #putBack}, behind all that were refused before. */
    boolean refuse(PendingRevocation revocation) {
        anyRefused = true;
        return add(refused, revocation);
    }

    private boolean add(Set<PendingRevocation> to, PendingRevocation revocation) {
        boolean added = to.add(revocation);
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

    /** The one that was refused or tried again longest ago; it stays, so that what it ends stays {@link #refuses refused}. */
    Optional<PendingRevocation> nextRefused() {
        Optional<PendingRevocation> first = refused.stream().findFirst();
        first.ifPresent(one -> {
            refused.remove(one);
            refused.add(one);
        });
        return first;
    }

    /** It was done after all. */
    boolean forgetRefused(PendingRevocation revocation) {
        boolean removed = refused.remove(revocation);
        if (removed) {
            characters -= weight(revocation);
        }
        anyRefused = !refused.isEmpty();
        return removed;
    }

    /** From any thread. */
    boolean hasRefused() {
        return anyRefused;
    }

    /** Whether Redis refused to end just this session. */
    boolean refuses(SessionId id) {
        return refused.contains(new PendingRevocation.One(id));
    }

    /** Whether all that Redis has under this id ends when Redis is back. */
    boolean covers(SessionId id) {
        return waiting.contains(new PendingRevocation.One(id))
                || refuses(id)
                || (id.userId().isPresent() && coversAll(id.userId().getAsLong()));
    }

    boolean coversAll(long userId) {
        return waiting.contains(new PendingRevocation.All(userId));
    }

    private static int weight(PendingRevocation revocation) {
        return OVERHEAD + revocation.characters();
    }
}
