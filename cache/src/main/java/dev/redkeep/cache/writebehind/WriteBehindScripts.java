package dev.redkeep.cache.writebehind;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The steps of a queue that Redis runs as one. */
final class WriteBehindScripts {
    /** By the server's clock. */
    static final WriteBehindScripts SERVER_TIME = new WriteBehindScripts("time");

    /** What became of a put; version 0 if it was refused. */
    record Taken(long version, boolean coalesced, boolean dirty) {
        private static Taken from(ScriptReply reply) {
            return new Taken(
                    reply.slot(0).integer(), reply.slot(1).flag(), reply.slot(2).flag());
        }
    }

    /** What a worker got, and when to look again, in milliseconds; -1 if nothing waits. */
    record Found(long next, int lost, int aside, List<StoredChange> entries) {
        private static Found from(ScriptReply reply) {
            List<StoredChange> entries = reply.slot(3).slots().stream()
                    .map(entry -> new StoredChange(
                            entry.slot(0).bytes(),
                            entry.slot(1).text(),
                            entry.slot(2).bytes()))
                    .toList();
            return new Found(reply.slot(0).integer(), number(reply.slot(1)), number(reply.slot(2)), entries);
        }
    }

    /** Which of a claim's changes it did not hold, which were set aside, and how many wait again. */
    record Settled(List<Integer> lost, List<Integer> aside, int again) {
        private static Settled from(ScriptReply reply) {
            return new Settled(numbers(reply.slot(0)), numbers(reply.slot(1)), number(reply.slot(2)));
        }
    }

    /** How many keys were passed over, and the last version. */
    record Hastened(int passed, boolean more, long version) {
        private static Hastened from(ScriptReply reply) {
            return new Hastened(
                    number(reply.slot(0)), reply.slot(1).flag(), reply.slot(2).integer());
        }
    }

    /** A change that was set aside, its key as it is stored. */
    record Aside(ScriptReply key, String version, int tries, Instant since, String reason) {
        private static Aside from(ScriptReply reply) {
            return new Aside(
                    reply.slot(0),
                    reply.slot(1).text(),
                    number(reply.slot(2)),
                    Instant.ofEpochMilli(reply.slot(3).integer()),
                    reply.slot(4).text());
        }
    }

    /** How many are tried again. */
    record Retried(int count, boolean more) {
        private static Retried from(ScriptReply reply) {
            return new Retried(number(reply.slot(0)), reply.slot(1).flag());
        }
    }

    final Script<Taken> put;
    final Script<Found> claim;
    final Script<Settled> settle;
    final Script<Hastened> hasten;
    final Script<List<Aside>> poisoned;
    final Script<Retried> retry;
    final Script<Boolean> drop;
    final Script<Backlog> backlog;

    private final ScriptSource source;

    /** The clock is a prelude: another one in tests. */
    WriteBehindScripts(String clock) {
        source = new ScriptSource(
                WriteBehindScripts.class::getResourceAsStream, Map.of("time", List.of(clock)), Map.of());
        put = read("put", Taken::from);
        claim = read("claim", Found::from);
        settle = read("settle", Settled::from);
        hasten = read("hasten", Hastened::from);
        poisoned = read(
                "poisoned", reply -> reply.slots().stream().map(Aside::from).toList());
        retry = read("retry", Retried::from);
        drop = read("drop", ScriptReply::flag);
        backlog = read("backlog", WriteBehindScripts::backlog);
    }

    private <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read("write-behind." + name, source.of(name), reply);
    }

    private static Backlog backlog(ScriptReply reply) {
        return new Backlog(
                reply.slot(0).integer(),
                reply.slot(1).integer(),
                reply.slot(2).integer(),
                Duration.ofMillis(reply.slot(3).integer()));
    }

    private static int number(ScriptReply reply) {
        return Math.toIntExact(reply.integer());
    }

    private static List<Integer> numbers(ScriptReply reply) {
        return reply.slots().stream().map(WriteBehindScripts::number).toList();
    }
}
