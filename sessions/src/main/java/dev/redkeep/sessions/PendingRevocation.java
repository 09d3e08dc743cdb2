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

    /** Of all of a user but one. */
    record Others(SessionId keep) implements PendingRevocation {
        @Override
        public void in(SessionStore store) {
            store.revokeOthers(keep);
        }

        @Override
        public int characters() {
            return keep.text().length();
        }
    }
}
