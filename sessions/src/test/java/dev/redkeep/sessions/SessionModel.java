package dev.redkeep.sessions;

import org.jspecify.annotations.Nullable;

/** What a session holds, as far as a test changes it. */
record SessionModel(String value, long version) {
    static SessionModel of(Session session) {
        return new SessionModel(session.attributes().getOrDefault("a", ""), session.version());
    }

    static Updated update(@Nullable SessionModel held, SessionUpdate update) {
        if (held == null) {
            return new Updated.Gone(false);
        }
        return held.admits(update)
                ? new Updated.Done(held.version + 1, false)
                : new Updated.Conflict(held.version, false);
    }

    SessionModel updated(SessionUpdate update) {
        return admits(update) ? new SessionModel(update.attributes().get("a").orElseThrow(), version + 1) : this;
    }

    private boolean admits(SessionUpdate update) {
        return update.version().orElse(version) == version;
    }
}
