package dev.redkeep.sessions;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import java.util.Map;

/** The steps of sessions that Redis runs as one, for one form of record and index. */
final class SessionScripts {
    /** Hashes and sets: Discours as documented. */
    static final SessionScripts HASH_AND_SET = new SessionScripts("hash", "set", ScriptReply::fields);

    /** Hashes and sorted sets: Discours hardened. */
    static final SessionScripts HASH_AND_SORTED_SET = new SessionScripts("hash", "sorted", ScriptReply::fields);

    final Script<SessionReplies.Made> create;
    final Script<SessionReplies.Found> find;
    final Script<SessionReplies.Found> touch;
    final Script<SessionReplies.Found> migrate;
    final Script<SessionReplies.Changed> update;
    final Script<SessionReplies.Found> rotate;
    final Script<Long> revoke;
    final Script<Long> revokeAll;
    final Script<Long> revokeOthers;
    final Script<SessionReplies.Listed> list;
    final Script<SessionReplies.Counted> count;

    private final Map<String, String> forms;

    private SessionScripts(String record, String index, SessionReplies.RecordMapping read) {
        forms = Map.of("record", "record_" + record, "recent", "recent_" + record, "index", "index_" + index);
        create = read("create", "create", SessionReplies::made);
        find = read("find", "find", reply -> SessionReplies.found(reply, read));
        touch = read("touch", "touch", reply -> SessionReplies.found(reply, read));
        migrate = read("migrate", "migrate", reply -> SessionReplies.found(reply, read));
        update = read("update", "update", SessionReplies::changed);
        rotate = read("rotate", "rotate", reply -> SessionReplies.found(reply, read));
        revoke = read("revoke", "revoke", ScriptReply::integer);
        revokeAll = read("revoke_all", "revoke_all", ScriptReply::integer);
        revokeOthers = read("revoke_others", "revoke_all", ScriptReply::integer);
        list = read("list", "list", reply -> SessionReplies.listed(reply, read));
        count = read("count", "count", SessionReplies::counted);
    }

    private <R> Script<R> read(String operation, String file, ReplyMapping<R> reply) {
        return Script.read("sessions." + operation, ScriptSource.of(file, forms), reply);
    }
}
