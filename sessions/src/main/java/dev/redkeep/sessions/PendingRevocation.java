package dev.redkeep.sessions;

import java.util.OptionalLong;

/** A revocation that waits for Redis. To do it twice, or in another order, ends the same sessions. */
sealed interface PendingRevocation {
    /** Does it. */
    void in(SessionStore store);

    /** Whose sessions it ends, as far as that is known. */
    OptionalLong user();

    /** Whether it may end a session of this user. */
    default boolean mayEndAny(long userId) {
        return user().orElse(userId) == userId;
    }

    /** Whether it may end the session of this id. */
    default boolean mayEnd(SessionId id) {
        return id.userId().isEmpty() || mayEndAny(id.userId().getAsLong());
    }

    /** How many characters it holds. */
    default int characters() {
        return 0;
    }

    /** Of one session. */
    record One(SessionId id) implements PendingRevocation {
        @Override
        public void in(SessionStore store) {
            store.revoke(id);
        }

        @Override
        public OptionalLong user() {
            return id.userId();
        }

        @Override
        public boolean mayEnd(SessionId other) {
            return id.equals(other);
        }

        @Override
        public int characters() {
            return id.text().length();
        }
    }

    /** Of all of a user. */
    record All(long userId) implements PendingRevocation {
        @Override
        public void in(SessionStore store) {
            store.revokeAll(userId);
        }

        @Override
        public OptionalLong user() {
            return OptionalLong.of(userId);
        }
    }

    /**
     * Of all of a user but one.
     *
     * @param made whether the memory has the one to keep, so that Redis need not have it yet; its user is known then
     */
    record Others(SessionId keep, boolean made) implements PendingRevocation {
        /** Where Redis does not have the one to keep, nothing ended: then all that Redis has are the others. */
        @Override
        public void in(SessionStore store) {
            store.revokeOthers(keep);
            if (made && store.find(keep).isEmpty()) {
                store.revokeAll(keep.userId().orElseThrow());
            }
        }

        @Override
        public OptionalLong user() {
            return keep.userId();
        }

        @Override
        public boolean mayEnd(SessionId other) {
            return !keep.equals(other) && PendingRevocation.super.mayEnd(other);
        }

        @Override
        public int characters() {
            return keep.text().length();
        }
    }
}
