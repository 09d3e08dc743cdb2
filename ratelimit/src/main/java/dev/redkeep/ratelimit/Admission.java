package dev.redkeep.ratelimit;

import java.util.Optional;

/**
 * What became of a request to be one of so many at once. To close it is to close its permit, so that it can be a resource of
 * {@code try} whatever it was.
 *
 * @param decision whether it was allowed; its one {@link Standing} tells how many places are left, its {@code retryAfter} when
 *     the first lease ends, and its {@code resetAfter} when the last one does: earlier if they are given back, later if they are
 *     renewed
 * @param permit the place; empty unless it was allowed
 */
public record Admission(Decision decision, Optional<Permit> permit) implements AutoCloseable {
    /**
     * Checks the parts.
     *
     * @param decision see the record
     * @param permit see the record
     * @throws IllegalArgumentException if only one of them says that it was allowed
     */
    public Admission {
        if (decision.allowed() != permit.isPresent()) {
            throw new IllegalArgumentException("permit must be there if the decision is to allow, and only then");
        }
    }

    /**
     * Whether the work may begin.
     *
     * @return true if there is a permit
     */
    public boolean allowed() {
        return permit.isPresent();
    }

    /** Gives the place back, if there is one: {@link Permit#close}. */
    @Override
    public void close() {
        permit.ifPresent(Permit::close);
    }
}
