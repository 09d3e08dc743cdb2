package dev.redkeep.sessions;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The steps of sessions that Redis runs as one, for one form of record and index. */
final class SessionScripts {
    /** Hashes and sets: Discours as documented. */
    static final SessionScripts HASH_AND_SET = of("set");

    /** Hashes and sorted sets: Discours hardened. */
    static final SessionScripts HASH_AND_SORTED_SET = of("sorted");

    /** JSON and sets: Trackeep as documented, where a script can put a user behind what every index key begins with. */
    static SessionScripts jsonAndSet(SessionOptions.JsonNames names, byte[] indexPrefix) {
        return of("set", names, new String(indexPrefix, StandardCharsets.UTF_8));
    }

    /** JSON and sorted sets: Trackeep hardened. */
    static SessionScripts jsonAndSortedSet(SessionOptions.JsonNames names) {
        return of("sorted", names, "");
    }

    final Script<SessionReplies.Made> create;
    final Script<SessionReplies.Found> find;
    final Script<SessionReplies.Touched> touch;
    final Script<SessionReplies.Found> migrate;
    final Script<SessionReplies.Changed> update;
    final Script<SessionReplies.Found> rotate;
    final Script<SessionReplies.Ended> revoke;
    final Script<SessionReplies.Ended> revokeAll;
    final Script<SessionReplies.Ended> revokeOthers;
    final Script<SessionReplies.Listed> list;
    final Script<SessionReplies.Counted> count;

    private final ScriptSource source;

    private static SessionScripts of(String index) {
        return new SessionScripts(
                Map.of("record", List.of("record_hash"), "recent", List.of("recent_none"), "index", index(index)),
                Map.of(),
                ScriptReply::fields);
    }

    private static SessionScripts of(String index, SessionOptions.JsonNames names, String indexPrefix) {
        List<String> json = List.of("json", "rfc3339", "fields_json");
        return new SessionScripts(
                Map.of("record", and(json, "record_json"), "recent", and(json, "recent_json"), "index", index(index)),
                Map.of(
                        "session_id", names.sessionId(),
                        "user_id", names.userId(),
                        "created_at", names.createdAt(),
                        "last_active", names.lastActive(),
                        "index", indexPrefix),
                new SessionJson(names));
    }

    private static List<String> index(String form) {
        return List.of("index_" + form);
    }

    private static List<String> and(List<String> some, String last) {
        return Stream.concat(some.stream(), Stream.of(last)).toList();
    }

    private SessionScripts(
            Map<String, List<String>> forms, Map<String, String> words, SessionReplies.RecordMapping read) {
        this.source = new ScriptSource(SessionScripts.class::getResourceAsStream, forms, words);
        create = read("create", "create", SessionReplies::made);
        find = read("find", "find", reply -> SessionReplies.found(reply, read));
        touch = read("touch", "touch", reply -> SessionReplies.touched(reply, read));
        migrate = read("migrate", "migrate", reply -> SessionReplies.found(reply, read));
        update = read("update", "update", SessionReplies::changed);
        rotate = read("rotate", "rotate", reply -> SessionReplies.found(reply, read));
        revoke = read("revoke", "revoke", SessionReplies::ended);
        revokeAll = read("revoke_all", "revoke_all", SessionReplies::ended);
        revokeOthers = read("revoke_others", "revoke_all", SessionReplies::ended);
        list = read("list", "list", reply -> SessionReplies.listed(reply, read));
        count = read("count", "count", SessionReplies::counted);
    }

    private <R> Script<R> read(String operation, String file, ReplyMapping<R> reply) {
        return Script.read("sessions." + operation, source.of(file), reply);
    }
}
