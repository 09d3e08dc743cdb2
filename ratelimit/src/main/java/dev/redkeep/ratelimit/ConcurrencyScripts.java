package dev.redkeep.ratelimit;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The steps of a concurrency limit that Redis runs as one. */
final class ConcurrencyScripts {
    /** By the server's clock. */
    static final ConcurrencyScripts SERVER_TIME = new ConcurrencyScripts("time");

    /** What became of a request for a lease. */
    record Taken(boolean taken, long remaining, Duration retryAfter, Duration resetAfter) {
        private static Taken from(ScriptReply reply) {
            return new Taken(
                    reply.slot(0).flag(), reply.slot(1).integer(), micros(reply.slot(2)), micros(reply.slot(3)));
        }

        private static Duration micros(ScriptReply reply) {
            return Duration.ofNanos(Math.multiplyExact(reply.integer(), 1_000));
        }
    }

    final Script<Taken> acquire;
    final Script<Boolean> renew;
    final Script<Long> held;

    private final ScriptSource source;

    /** The clock is a prelude: another one in tests. */
    ConcurrencyScripts(String clock) {
        source = new ScriptSource(
                ConcurrencyScripts.class::getResourceAsStream, Map.of("time", List.of(clock)), Map.of());
        acquire = read("acquire", Taken::from);
        renew = read("renew", ScriptReply::flag);
        held = read("held", ScriptReply::integer);
    }

    private <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read("concurrency." + name, source.of("concurrency_" + name), reply);
    }
}
