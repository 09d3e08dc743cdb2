package dev.redkeep.sessions;

/** A revocation that waits for Redis. To do it twice, or in another order, ends the same sessions. */
sealed interface PendingRevocation {
    /** Does it. */
    void in(SessionStore store);

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
        public int characters() {
            return keep.text().length();
        }
    }
}
