package dev.redkeep.cache;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.util.Map;

/** What Redis runs as one. */
final class CacheScripts {
    private static final ScriptSource SOURCE =
            new ScriptSource(CacheScripts.class::getResourceAsStream, Map.of(), Map.of());

    static final Script<Grant> LEASE = read("lease", Grant::of);
    static final Script<Filled> FILL = read("fill", Filled::of);
    static final Script<Boolean> RELEASE = read("release", ScriptReply::flag);
    static final Script<Long> PUT = read("put", ScriptReply::integer);
    static final Script<Long> INVALIDATE = read("invalidate", ScriptReply::integer);
    static final Script<Long> BEGIN_WRITE = read("begin_write", ScriptReply::integer);
    static final Script<Boolean> END_WRITE = read("end_write", ScriptReply::flag);
    static final Script<Long> MARK = read("mark", ScriptReply::integer);
    static final Script<MarkNumbers> MARKS = read("marks", MarkNumbers::of);
    static final Script<Long> TIME = read("time", ScriptReply::integer);

    private CacheScripts() {}

    /**
     * Who may load.
     *
     * @param state what became of the request
     * @param remainingMillis how long the lease lasts at most
     * @param serverMillis the server's clock
     * @param odd whether what is under the key is no string
     */
    record Grant(State state, long remainingMillis, long serverMillis, boolean odd) {
        enum State {
            /** Somebody else holds the lease. */
            WAIT,
            /** The caller holds it. */
            OWNER,
            /** Something else is stored than the caller saw. */
            CHANGED
        }

        static Grant of(ScriptReply reply) {
            return new Grant(
                    State.values()[(int) reply.slot(0).integer()],
                    reply.slot(1).integer(),
                    reply.slot(2).integer(),
                    reply.slot(3).flag());
        }
    }

    /** Whether it was stored, and the server's clock. */
    record Filled(boolean stored, long serverMillis) {
        static Filled of(ScriptReply reply) {
            return new Filled(reply.slot(0).flag(), reply.slot(1).integer());
        }
    }

    private static <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read("cache." + name, SOURCE.of(name), reply);
    }
}
