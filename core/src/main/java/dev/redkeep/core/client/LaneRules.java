package dev.redkeep.core.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.args.Rawable;

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
    private static final Set<String> READ_STREAMS = Set.of("XREAD", "XREADGROUP");

    private LaneRules() {}

    static void check(CommandArguments command) {
        String name = name(command);
        if (refuses(name) || command.isBlocking() || (READ_STREAMS.contains(name) && hasBlock(command))) {
            throw new IllegalArgumentException("command " + name
                    + " blocks or changes its connection, which callers share: use a connection of your own");
        }
    }

    static boolean refuses(String name) {
        return REFUSED.contains(name);
    }

    private static boolean hasBlock(CommandArguments command) {
        for (Rawable argument : command) {
            if (argument.getRaw().length == 5 && text(argument).equals("BLOCK")) {
                return true;
            }
        }
        return false;
    }

    private static String name(CommandArguments command) {
        return text(command.getCommand());
    }

    private static String text(Rawable word) {
        return new String(word.getRaw(), StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
    }
}
