package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisUnavailableException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The revocations that wait for Redis: those that it has not met, the one it is just meeting, and those that it refused. Not safe to share between
 * threads, but for {@link #hasRefused}.
 */
final class PendingRevocations {
    /** 300,000 of issued tokens, 4,000 of the longest of the application's own. */
    private static final long MOST_CHARACTERS = 32 * 1024 * 1024;

    /** What one takes beside its token, as characters. */
    private static final int OVERHEAD = 64;

    /** With more, each may end every session: to look would keep others waiting. */
    private static final int MOST_LOOKED_AT = 100;

    /** How the meeting ended. */
    enum Met {
        NOT,
        REFUSED,
        DONE
    }

    private final Set<PendingRevocation> waiting = new LinkedHashSet<>();
    /** Those of {@link #waiting} that end more than one session. */
    private final Set<PendingRevocation> broad = new LinkedHashSet<>();

    private Optional<PendingRevocation> running = Optional.empty();
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
    private void putBack(PendingRevocation revocation) {
        add(waiting, revocation);
        if (!(revocation instanceof PendingRevocation.One)) {
            broad.add(revocation);
        }
    }

    private void add(Set<PendingRevocation> to, PendingRevocation revocation) {
        if (to.add(revocation)) {
            characters += weight(revocation);
        }
    }

    /**
     * The one that waits longest, until it is {@link #met}; it no longer waits then, so that the same can be asked for again
     * meanwhile.
     */
    Optional<PendingRevocation> take() {
        Iterator<PendingRevocation> first = waiting.iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        PendingRevocation taken = first.next();
        first.remove();
        broad.remove(taken);
        characters -= weight(taken);
        running = Optional.of(taken);
        return running;
    }

    /** Says what became of the one that was taken: it waits on, or behind all that were refused before, or is done. */
    Met met(PendingRevocation taken, Met how) {
        running = Optional.empty();
        if (how == Met.NOT) {
            putBack(taken);
        } else if (how == Met.REFUSED) {
            anyRefused = true;
            add(refused, taken);
        }
        return how;
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

    /** Whether all that Redis has under this id ends when Redis is back; of an impossible id there is nothing. */
    boolean covers(SessionId id) {
        return !id.isPossible()
                || isPending(new PendingRevocation.One(id))
                || refuses(id)
                || (id.userId().isPresent() && coversAll(id.userId().getAsLong()));
    }

    boolean coversAll(long userId) {
        return isPending(new PendingRevocation.All(userId));
    }

    private boolean isPending(PendingRevocation revocation) {
        return waiting.contains(revocation)
                || running.filter(revocation::equals).isPresent();
    }

    /** Whether what Redis has under this id now may end when it meets what waits. */
    boolean mayEnd(SessionId id) {
        return covers(id)
                || broad.size() > MOST_LOOKED_AT
                || Stream.concat(running.stream(), broad.stream()).anyMatch(one -> one.mayEnd(id));
    }

    /** As {@link #mayEnd(SessionId)}, of any session of a user. */
    boolean mayEndAny(long userId) {
        return waiting.size() > MOST_LOOKED_AT
                || Stream.concat(running.stream(), waiting.stream()).anyMatch(one -> one.mayEndAny(userId));
    }

    private static int weight(PendingRevocation revocation) {
        return OVERHEAD + revocation.characters();
    }
}
