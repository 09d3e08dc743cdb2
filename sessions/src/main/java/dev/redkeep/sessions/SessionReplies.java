package dev.redkeep.sessions;

import dev.redkeep.core.script.ScriptReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the scripts answer, as their headers say. */
final class SessionReplies {
    /** Whether a script found what it was to work on. */
    enum Outcome {
        ABSENT,
        UNREADABLE,
        /**
         * It is there, and what was asked for cannot be done: to touch what is past its longest life, to update what has another
         * version, to rotate to a key that is taken.
         */
        PREVENTED,
        DONE,
        /** It is what a rotation left under the old token, and was to be updated. */
        READ_ONLY
    }

    /** Of find, touch, migrate and rotate: a record, when its use was noted in Unix seconds or 0, whether its token is too old. */
    record Found(Outcome outcome, long noted, boolean renewalDue, Map<String, String> held) {}

    /** Of touch: what was found, and the server's time in Unix milliseconds, or 0 where it was not told. */
    record Touched(Found found, long now) {}

    /** Of update. */
    record Changed(Outcome outcome, long version) {}

    /** Of create. */
    record Made(int outcome, int pruned, Instant createdAt, Instant now, List<String> evicted) {
        static final int REFUSED = -1;
        static final int TAKEN = 0;
    }

    /** Of the revocations: how many, and whose if that is known. */
    record Ended(long count, OptionalLong user) {}

    /** Of list. */
    record Listed(int pruned, List<Entry> sessions) {}

    /** What the index calls a session, and what was found there. */
    record Entry(String member, Found found) {}

    /** Of count. */
    record Counted(int pruned, long live) {}

    /** How a record comes from Redis, by the names that {@code record_hash.lua} lists. What does not fit holds nothing. */
    interface RecordMapping {
        Map<String, String> read(ScriptReply reply);
    }

    private static final Outcome[] OUTCOMES = Outcome.values();

    private SessionReplies() {}

    static Found found(ScriptReply reply, RecordMapping form) {
        Outcome outcome = outcome(reply);
        if (reply.slots().size() < 4) {
            return new Found(outcome, 0, false, Map.of());
        }
        Map<String, String> held = form.read(reply.slot(3));
        return new Found(
                held.isEmpty() ? Outcome.UNREADABLE : outcome,
                reply.slot(1).integer(),
                reply.slot(2).flag(),
                held);
    }

    static Touched touched(ScriptReply reply, RecordMapping form) {
        return new Touched(
                found(reply, form), reply.slots().size() > 4 ? reply.slot(4).integer() : 0);
    }

    static Changed changed(ScriptReply reply) {
        Outcome outcome = outcome(reply);
        boolean known = outcome == Outcome.DONE || outcome == Outcome.PREVENTED;
        return new Changed(outcome, known ? reply.slot(1).integer() : 0);
    }

    static Made made(ScriptReply reply) {
        int outcome = (int) reply.slot(0).integer();
        int pruned = (int) reply.slot(1).integer();
        if (outcome <= 0) {
            return new Made(outcome, pruned, Instant.EPOCH, Instant.EPOCH, List.of());
        }
        return new Made(
                outcome,
                pruned,
                Instant.ofEpochSecond(reply.slot(2).integer()),
                Instant.ofEpochSecond(reply.slot(3).integer()),
                reply.slots().size() < 5
                        ? List.of()
                        : reply.slot(4).slots().stream().map(ScriptReply::text).toList());
    }

    static Ended ended(ScriptReply reply) {
        String user = reply.slot(1).text();
        return new Ended(
                reply.slot(0).integer(), user.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(user)));
    }

    static Listed listed(ScriptReply reply, RecordMapping form) {
        return new Listed(
                (int) reply.slot(0).integer(),
                reply.slot(1).slots().stream()
                        .map(ScriptReply::slots)
                        .map(entry -> new Entry(entry.get(0).text(), found(entry, form)))
                        .toList());
    }

    private static Found found(List<ScriptReply> entry, RecordMapping form) {
        Map<String, String> held = entry.size() < 2 ? Map.of() : form.read(entry.get(1));
        return new Found(held.isEmpty() ? Outcome.UNREADABLE : Outcome.DONE, 0, false, held);
    }

    static Counted counted(ScriptReply reply) {
        return new Counted((int) reply.slot(0).integer(), reply.slot(1).integer());
    }

    private static Outcome outcome(ScriptReply reply) {
        return OUTCOMES[(int) reply.slot(0).integer()];
    }
}
