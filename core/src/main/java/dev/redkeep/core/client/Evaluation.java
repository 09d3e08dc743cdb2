package dev.redkeep.core.client;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;

/** The commands by which a script is run: by its digest, or where a server does not know that by its source. */
final class Evaluation {
    private final Script<?> script;
    private final List<byte[]> keys;
    private final List<byte[]> args;
    private final CommandObjects commands;
    private final Again again;

    /** Of a call that may run twice both have one more try together. */
    Evaluation(ScriptCall<?> call, CommandObjects commands) {
        this.script = call.script();
        this.keys = call.keyBytes();
        this.args = call.argBytes();
        this.commands = commands;
        this.again = Again.of(call.repeatable());
    }

    CommandObject<Object> digest() {
        return again.covers(commands.evalsha(script.sha(), keys, args));
    }

    CommandObject<Object> source() {
        return again.covers(commands.eval(script.source(), keys, args));
    }
}
