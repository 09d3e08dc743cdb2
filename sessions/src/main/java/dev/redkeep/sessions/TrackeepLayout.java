package dev.redkeep.sessions;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.util.OptionalLong;

/** T1 and T2: JSON for each session, found by its id alone. Where the id does not tell its user, the session's JSON does. */
record TrackeepLayout(SessionScripts scripts) implements SessionLayout {
    static SessionLayout of(SessionOptions.JsonNames names) {
        return new TrackeepLayout(SessionScripts.jsonAndSet(names, SessionKeys.TRACKEEP_USER_SESSIONS.prefix()));
    }

    @Override
    public boolean mayHave(SessionId id) {
        return id.isPossible();
    }

    @Override
    public OptionalLong user(SessionId id) {
        return id.userId();
    }

    @Override
    public KeyPattern sessions() {
        return SessionKeys.TRACKEEP_SESSION;
    }

    @Override
    public Key session(SessionId id) {
        return SessionKeys.TRACKEEP_SESSION.key(id.text());
    }

    @Override
    public Key index(long userId) {
        return SessionKeys.TRACKEEP_USER_SESSIONS.key(userId);
    }

    @Override
    public byte[] prefix(OptionalLong userId) {
        return SessionKeys.TRACKEEP_SESSION.prefix();
    }

    @Override
    public SessionId listed(long userId, String member) {
        return SessionId.indexed(userId, member);
    }

    @Override
    public boolean sharesSlot() {
        return false;
    }
}
