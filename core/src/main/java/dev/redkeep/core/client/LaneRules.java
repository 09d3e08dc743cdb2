package dev.redkeep.core.client;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;

/** What must not enter a lane: a command that blocks would stop everyone, one that changes the connection's state too. */
final class LaneRules {
    private static final Set<String> REFUSED = Set.of(
            // wait for something to happen
            "BLPOP",
            "BRPOP",
            "BLMOVE",
            "BLMPOP",
            "BRPOPLPUSH",
            "BZPOPMIN",
            "BZPOPMAX",
            "BZMPOP",
            "WAIT",
            "WAITAOF",
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
            "SYNC",
            "PSYNC",
            "REPLCONF",
            // change the connection for all that follow
            "AUTH",
            "HELLO",
            "SELECT",
            "QUIT",
            "RESET",
            "ASKING",
            "READONLY",
            "READWRITE",
            "CLIENT",
            // stop the server, or may
            "SHUTDOWN",
            "DEBUG",
            "FAILOVER",
            "MIGRATE");
    /** They are refused with that word only. */
    private static final Map<String, String> REFUSED_WITH = Map.of("XREAD", "BLOCK", "XREADGROUP", "BLOCK");

    private LaneRules() {}

    static void check(CommandArguments command) {
        CommandFacts called = CommandFacts.of(command);
        String word = called.refusedWord();
        if (called.refusedOnLane() || command.isBlocking() || (word != null && CommandFacts.has(command, word))) {
            throw new IllegalArgumentException("command " + called.name()
                    + " blocks or changes its connection, which callers share: use a connection of your own");
        }
    }

    static boolean refuses(String name) {
        return REFUSED.contains(name);
    }

    static @Nullable String refusedWord(String name) {
        return REFUSED_WITH.get(name);
    }
}
