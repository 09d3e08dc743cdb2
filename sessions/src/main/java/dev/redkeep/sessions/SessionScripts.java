package dev.redkeep.sessions;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of sessions that Redis runs as one. */
final class SessionScripts {
    /** A token and the fields of its session. */
    record Entry(String token, Map<String, String> fields) {}

    static final Script<Optional<Instant>> CREATE =
            read("create", reply -> reply.present().map(time -> Instant.ofEpochSecond(time.integer())));
    static final Script<Optional<Map<String, String>>> TOUCH =
            read("touch", reply -> reply.present().map(ScriptReply::fields));
    static final Script<List<Entry>> LIST = read(
            "list",
            reply -> reply.slots().stream()
                    .map(pair -> new Entry(pair.slot(0).text(), pair.slot(1).fields()))
                    .toList());
    static final Script<Revocation> REVOKE = read("revoke", SessionScripts::revocation);
    static final Script<Revocation> REVOKE_ALL = read("revoke_all", SessionScripts::revocation);

    private SessionScripts() {}

    private static <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read("sessions." + name, SessionScripts.class.getResourceAsStream("lua/" + name + ".lua"), reply);
    }

    private static Revocation revocation(ScriptReply reply) {
        return new Revocation((int) reply.integer());
    }
}
