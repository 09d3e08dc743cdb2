package dev.redkeep.sessions.token;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The steps of OAuth that Redis runs as one. */
final class OAuthScripts {
    /** What lies under a token's key: no value if it is no string, no time if it never expires. */
    record Stored(Optional<byte[]> value, Optional<Duration> expiresIn) {}

    static final Script<Long> SAVE = read("save_tokens", ScriptReply::integer);
    static final Script<Optional<Stored>> READ =
            read("read_token", reply -> reply.present().map(OAuthScripts::stored));
    static final Script<DeletedTokens> DELETE =
            read("delete_tokens", reply -> new DeletedTokens((int) reply.integer()));
    static final Script<Long> BEGIN = read("begin_state", ScriptReply::integer);
    static final Script<Optional<OAuthStateFields>> TAKE =
            read("take_state", reply -> reply.present().map(OAuthStateFields::of));

    private OAuthScripts() {}

    private static <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read(
                "sessions.token." + name, OAuthScripts.class.getResourceAsStream("lua/" + name + ".lua"), reply);
    }

    private static Stored stored(ScriptReply reply) {
        List<ScriptReply> slots = reply.slots();
        if (slots.isEmpty()) {
            return new Stored(Optional.empty(), Optional.empty());
        }
        return new Stored(
                Optional.of(slots.get(0).bytes()),
                slots.get(1).present().map(time -> Duration.ofMillis(time.integer())));
    }
}
