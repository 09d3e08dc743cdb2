package dev.redkeep.sessions.token;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import dev.redkeep.sessions.token.RefreshRotation.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of refresh tokens that Redis runs as one. */
final class RefreshScripts {
    /** What Redis tells of a family; whose it is its key tells. */
    record Facts(Instant issued, Instant rotated, Instant expires, Optional<String> details) {
        private static Facts from(ScriptReply reply) {
            return new Facts(
                    instant(reply.slot(1)),
                    instant(reply.slot(2)),
                    instant(reply.slot(3)),
                    reply.slot(4).present().map(ScriptReply::text));
        }

        RefreshFamily family(long userId, String familyId) {
            return new RefreshFamily(userId, familyId, details, issued, rotated, expires);
        }
    }

    /** A family's id and facts. */
    record Entry(String familyId, Facts facts) {}

    /** What became of a token; the salt is that of its successor. */
    record Rotated(Outcome outcome, Optional<Facts> facts, Optional<byte[]> salt) {
        private static Rotated from(ScriptReply reply) {
            Outcome outcome = Outcome.valueOf(reply.slot(0).text());
            return outcome == Outcome.UNKNOWN
                    ? new Rotated(outcome, Optional.empty(), Optional.empty())
                    : new Rotated(
                            outcome,
                            Optional.of(Facts.from(reply)),
                            reply.slot(5).present().map(ScriptReply::bytes));
        }
    }

    private static final ScriptSource SOURCE =
            new ScriptSource(RefreshScripts.class::getResourceAsStream, Map.of(), Map.of());

    static final Script<Instant> ISSUE = read("issue", RefreshScripts::instant);
    static final Script<Rotated> ROTATE = read("rotate", Rotated::from);
    static final Script<RefreshRevocation> REVOKE = read("revoke", RefreshScripts::revocation);
    static final Script<RefreshRevocation> REVOKE_ALL = read("revoke_all", RefreshScripts::revocation);
    static final Script<List<Entry>> LIST = read(
            "list",
            reply -> reply.slots().stream()
                    .map(family -> new Entry(family.slot(0).text(), Facts.from(family)))
                    .toList());

    private RefreshScripts() {}

    private static <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read("refresh." + name, SOURCE.of("refresh_" + name), reply);
    }

    private static RefreshRevocation revocation(ScriptReply reply) {
        return new RefreshRevocation((int) reply.integer());
    }

    private static Instant instant(ScriptReply millis) {
        return Instant.ofEpochMilli(millis.integer());
    }
}
