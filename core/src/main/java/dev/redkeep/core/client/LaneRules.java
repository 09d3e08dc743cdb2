package dev.redkeep.core.client;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandFlagsRegistry.CommandFlag;

/** What must not enter a lane: a command that blocks would stop everyone, one that changes the connection's state too. */
final class LaneRules {
    /** Beside what Jedis' own list says to block. */
    private static final Set<String> REFUSED = Set.of(
            // make a conversation of it
            "SUBSCRIBE",
            "PSUBSCRIBE",
            "SSUBSCRIBE",
            "UNSUBSCRIBE",
            "PUNSUBSCRIBE",
            "SUNSUBSCRIBE",
            "MONITOR",
            "MULTI",
            "EXEC",
            "DISCARD",
            "WATCH",
            "UNWATCH",
            // change the connection for all that follow, or end it
            "AUTH",
            "HELLO",
            "SELECT",
            "QUIT",
            "RESET",
            "ASKING",
            "READONLY",
            "READWRITE",
            "CLIENT",
            "HIMPORT",
            "POST",
            "HOST:",
            // make or unmake a replica
            "SYNC",
            "PSYNC",
            "REPLCONF",
            "REPLICAOF",
            "SLAVEOF",
            // stop the server, or may
            "SHUTDOWN",
            "DEBUG",
            "PFDEBUG",
            "PFSELFTEST",
            "SAVE",
            "FAILOVER",
            "MIGRATE");
    /** They are refused with that word only. */
    private static final Map<String, String> REFUSED_WITH =
            Map.of("XREAD", "BLOCK", "XREADGROUP", "BLOCK", "SCRIPT", "DEBUG", "CLUSTER", "SYNCSLOTS");

    private LaneRules() {}

    static void check(CommandArguments command) {
        if (command instanceof Transaction transaction) {
            transaction.commands().forEach(queued -> check(queued.getArguments()));
            return;
        }
        CommandFacts called = CommandFacts.of(command);
        String word = called.refusedWord();
        if (called.refusedOnLane() || command.isBlocking() || (word != null && CommandFacts.has(command, word))) {
            throw new IllegalArgumentException(
                    "command " + called.name()
                            + " blocks or changes its connection, which callers share: use a Jedis client of your own beside Redkeep");
        }
    }

    static boolean refuses(String name, Set<CommandFlag> flags) {
        return REFUSED.contains(name) || (flags.contains(CommandFlag.BLOCKING) && refusedWord(name) == null);
    }

    static @Nullable String refusedWord(String name) {
        return REFUSED_WITH.get(name);
    }
}
