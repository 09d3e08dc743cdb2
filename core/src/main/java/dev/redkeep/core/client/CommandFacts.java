package dev.redkeep.core.client;

import dev.redkeep.core.key.RedisType;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandFlagsRegistry.CommandFlag;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.StaticCommandFlagsRegistry;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * What is known of a command by its name alone, worked out once for each that Jedis lists. Others come from the caller, who
 * may make up as many as there are calls, so nothing is kept of them.
 *
 * @param name in capital letters
 * @param type of its keys, or null for a command that works on any key, or on none, or is not known
 * @param keepsType whether it writes on whatever type, and leaves it what it is
 * @param onlyRemoves whether it takes away, or lets end sooner
 * @param flags by Jedis' own list; none for a command whose subcommands differ, or that Jedis does not know
 * @param refusedOnLane whether no lane may carry it
 * @param refusedWord the argument with which no lane may carry it, or null
 */
record CommandFacts(
        String name,
        @Nullable RedisType type,
        boolean keepsType,
        boolean onlyRemoves,
        boolean runsScript,
        EnumSet<CommandFlag> flags,
        boolean refusedOnLane,
        @Nullable String refusedWord) {
    private static final Map<Command, CommandFacts> KNOWN = new ConcurrentHashMap<>();

    static CommandFacts of(CommandArguments command) {
        ProtocolCommand called = command.getCommand();
        return called instanceof Command listed
                ? KNOWN.computeIfAbsent(listed, CommandFacts::workOut)
                : workOut(called);
    }

    private static CommandFacts workOut(ProtocolCommand command) {
        String name = capitals(command);
        EnumSet<CommandFlag> flags = registered(new CommandArguments(command));
        return new CommandFacts(
                name,
                CommandTypes.of(name),
                CommandTypes.isGeneric(name),
                CommandTypes.onlyRemoves(name),
                CommandTypes.runsScript(name),
                flags,
                LaneRules.refuses(name, flags),
                LaneRules.refusedWord(name));
    }

    /** Those of the subcommand, where a command has none of its own. */
    boolean flagged(CommandFlag flag, CommandArguments command) {
        return (flags.isEmpty() ? registered(command) : flags).contains(flag);
    }

    private static EnumSet<CommandFlag> registered(CommandArguments command) {
        return StaticCommandFlagsRegistry.registry().getFlags(command);
    }

    /** Whether one of the arguments is this word, given in capital letters. */
    static boolean has(CommandArguments command, String word) {
        for (Rawable argument : command) {
            if (argument.getRaw().length == word.length() && capitals(argument).equals(word)) {
                return true;
            }
        }
        return false;
    }

    static String text(Rawable argument) {
        return new String(argument.getRaw(), StandardCharsets.ISO_8859_1);
    }

    private static String capitals(Rawable argument) {
        return text(argument).toUpperCase(Locale.ROOT);
    }
}
