package dev.redkeep.sessions.token;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The steps of verifications that Redis runs as one. */
final class VerificationScripts {
    /** The outcome's name, and after OK the data. */
    record Found(String outcome, Optional<String> data) {}

    static final Script<Instant> ISSUE = read("issue_verification", reply -> Instant.ofEpochMilli(reply.integer()));
    static final Script<Found> CONSUME = read("consume_verification", VerificationScripts::found);

    private VerificationScripts() {}

    private static <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read(
                "sessions.token." + name, VerificationScripts.class.getResourceAsStream("lua/" + name + ".lua"), reply);
    }

    private static Found found(ScriptReply reply) {
        List<ScriptReply> slots = reply.slots();
        String outcome = slots.get(0).text();
        return new Found(
                outcome,
                slots.size() == 1 ? Optional.empty() : slots.get(1).present().map(ScriptReply::text));
    }
}
