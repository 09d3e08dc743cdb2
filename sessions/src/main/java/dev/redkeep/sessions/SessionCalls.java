package dev.redkeep.sessions;

import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.sessions.bound.Bounds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The calls of the scripts: which keys and arguments each gets, in the order of its header. */
final class SessionCalls {
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
        Duration documented = Bounds.documentedLife(layout.index(0).pattern());
        this.indexLife = options.idle().compareTo(documented) > 0 ? options.idle() : documented;
    }

    ScriptCall<SessionReplies.Made> create(SessionId id, NewSession session) {
        long user = session.userId();
        return of(user, scripts.create.on(layout.session(id), layout.index(user)))
                .arg(unused(session.age()))
                .arg(indexLife)
                .arg(options.maximum().orElse(0))
                .arg(options.excess() == SessionOptions.Excess.EVICT_OLDEST ? 1 : 0)
                .arg(session.age())
                .args(SessionFields.of(session));
    }

    /** How long a session of some age lives that is not used. */
    private Duration unused(Duration age) {
        if (absolute.isZero()) {
            return options.idle();
        }
        Duration left = absolute.minus(age);
        Duration least = left.compareTo(options.idle()) < 0 ? left : options.idle();
        return least.compareTo(Duration.ZERO) > 0 ? least : Duration.ofMillis(1);
    }

    ScriptCall<SessionReplies.Found> find(SessionId id) {
        return scripts.find.on(layout.session(id)).arg(user(id)).arg(absolute);
    }

    ScriptCall<SessionReplies.Touched> touch(SessionId id) {
        return of(id, scripts.touch.on(layout.session(id), layout.index(id)))
                .arg(absolute)
                .arg(options.idle())
                .arg(indexLife)
                .arg(options.touchEvery())
                .arg(renewal);
    }

    ScriptCall<SessionReplies.Found> migrate(long user, String username, SessionId id) {
        LegacyKeys old = LegacyKeys.of(user, username, id.text());
        return of(user, scripts.migrate.on(layout.session(id), layout.index(user), old.escaped(), old.plain()))
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
                .arg(user(id))
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
        return of(from, scripts.rotate.on(layout.session(from), layout.index(from), layout.session(to)))
                .arg(absolute)
                .arg(options.idle())
                .arg(indexLife)
                .arg(options.rotationGrace());
    }

    ScriptCall<SessionReplies.Ended> revoke(SessionId id) {
        return of(id, scripts.revoke.on(layout.session(id), layout.index(id)));
    }

    ScriptCall<SessionReplies.Ended> revokeAll(long user) {
        return of(user, scripts.revokeAll.on(layout.index(user))).arg("").arg(absolute);
    }

    ScriptCall<SessionReplies.Ended> revokeOthers(SessionId keep) {
        byte[] prefix = layout.prefix(layout.user(keep));
        byte[] key = layout.session(keep).bytes();
        return of(keep, scripts.revokeOthers.on(layout.index(keep)))
                .arg(Arrays.copyOfRange(key, prefix.length, key.length))
                .arg(absolute);
    }

    ScriptCall<SessionReplies.Listed> list(long user) {
        return of(user, scripts.list.on(layout.index(user))).arg(absolute);
    }

    ScriptCall<SessionReplies.Counted> count(long user) {
        return scripts.count.on(layout.index(user)).arg(layout.prefix(OptionalLong.of(user)));
    }

    private <R> ScriptCall<R> of(long user, ScriptCall<R> call) {
        return call.arg(layout.prefix(OptionalLong.of(user))).arg(user);
    }

    private <R> ScriptCall<R> of(SessionId id, ScriptCall<R> call) {
        return call.arg(layout.prefix(layout.user(id))).arg(user(id));
    }

    /** Empty where the session tells it. */
    private String user(SessionId id) {
        OptionalLong user = layout.user(id);
        return user.isPresent() ? Long.toString(user.getAsLong()) : "";
    }
}
