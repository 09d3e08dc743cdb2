package dev.redkeep.sessions;

import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the scripts: which keys and arguments each gets, in the order of its header. */
final class SessionCalls {
    private static final Duration DOCUMENTED =
            SessionKeys.USER_SESSIONS.facts().ttl().flatMap(TtlPolicy::longest).orElseThrow();

    private final SessionLayout layout;
    private final SessionScripts scripts;
    private final SessionOptions options;
    private final Duration absolute;
    private final Duration renewal;
    /** Never less than the document says: other services' sessions may be in the index, and live longer than ours. */
    private final Duration indexLife;

    SessionCalls(SessionLayout layout, SessionOptions options) {
        this.layout = layout;
        this.scripts = layout.scripts();
        this.options = options;
        this.absolute = options.absolute().orElse(Duration.ZERO);
        this.renewal = options.renewal().orElse(Duration.ZERO);
        this.indexLife = options.idle().compareTo(DOCUMENTED) > 0 ? options.idle() : DOCUMENTED;
    }

    ScriptCall<SessionReplies.Made> create(SessionId id, NewSession session) {
        long user = session.userId();
        return scripts.create
                .on(layout.session(id), layout.index(user))
                .arg(layout.prefix(user))
                .arg(user)
                .arg(absolute)
                .arg(options.idle())
                .arg(indexLife)
                .arg(options.maximum().orElse(0))
                .arg(options.excess() == SessionOptions.Excess.EVICT_OLDEST ? 1 : 0)
                .arg(session.age())
                .args(SessionFields.of(session));
    }

    ScriptCall<SessionReplies.Found> find(SessionId id) {
        return scripts.find.on(layout.session(id)).arg(layout.user(id)).arg(absolute);
    }

    ScriptCall<SessionReplies.Found> touch(SessionId id) {
        long user = layout.user(id);
        return scripts.touch
                .on(layout.session(id), layout.index(user))
                .arg(layout.prefix(user))
                .arg(user)
                .arg(absolute)
                .arg(options.idle())
                .arg(indexLife)
                .arg(options.touchEvery())
                .arg(renewal);
    }

    ScriptCall<SessionReplies.Found> migrate(SessionId id, String username) {
        long user = layout.user(id);
        LegacyKeys old = LegacyKeys.of(user, username, id.text());
        return scripts.migrate
                .on(layout.session(id), layout.index(user), old.escaped(), old.plain())
                .arg(layout.prefix(user))
                .arg(user)
                .arg(absolute)
                .arg(options.idle())
                .arg(indexLife)
                .args(SessionFields.of(NewSession.of(user, username)));
    }

    ScriptCall<SessionReplies.Changed> update(SessionId id, SessionUpdate update) {
        Map<String, Optional<String>> fields = SessionFields.of(update);
        List<String> removed = fields.entrySet().stream()
                .filter(field -> field.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        ScriptCall<SessionReplies.Changed> call = scripts.update
                .on(layout.session(id))
                .arg(layout.user(id))
                .arg(absolute)
                .arg(
                        update.version().isPresent()
                                ? Long.toString(update.version().getAsLong())
                                : "")
                .arg(removed.size());
        removed.forEach(call::arg);
        fields.forEach((name, value) -> value.ifPresent(set -> call.arg(name).arg(set)));
        return call;
    }

    ScriptCall<SessionReplies.Found> rotate(SessionId from, SessionId to) {
        long user = layout.user(from);
        return scripts.rotate
                .on(layout.session(from), layout.index(user), layout.session(to))
                .arg(layout.prefix(user))
                .arg(user)
                .arg(absolute)
                .arg(options.idle())
                .arg(indexLife)
                .arg(options.rotationGrace());
    }

    ScriptCall<Long> revoke(SessionId id) {
        long user = layout.user(id);
        return scripts.revoke
                .on(layout.session(id), layout.index(user))
                .arg(layout.prefix(user))
                .arg(user);
    }

    ScriptCall<Long> revokeAll(long user) {
        return scripts.revokeAll
                .on(layout.index(user))
                .arg(layout.prefix(user))
                .arg(user)
                .arg("");
    }

    ScriptCall<Long> revokeOthers(SessionId keep) {
        long user = layout.user(keep);
        byte[] prefix = layout.prefix(user);
        byte[] key = layout.session(keep).bytes();
        return scripts.revokeOthers
                .on(layout.index(user))
                .arg(prefix)
                .arg(user)
                .arg(Arrays.copyOfRange(key, prefix.length, key.length));
    }

    ScriptCall<SessionReplies.Listed> list(long user) {
        return scripts.list
                .on(layout.index(user))
                .arg(layout.prefix(user))
                .arg(user)
                .arg(absolute);
    }

    ScriptCall<SessionReplies.Counted> count(long user) {
        return scripts.count.on(layout.index(user)).arg(layout.prefix(user));
    }
}
